import { invite, PASSWORD } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { mailedLink, newEmail, newOwner, newPerson, openBrowser } from "../people.ts";
import { jsonIn } from "../send.ts";

/** Passwords that are guessed first, and what makes the server work for nothing. */

const COMMON = ["password", "Password", "12345678", "qwertyuiop", "iloveyou", "password1"];
const MEGABYTE = 1_000_000;

const weakFor = (email: string) => [...COMMON, email, email.toUpperCase(), ` ${email} `];

export const weakPasswords: Attack[] = [
  {
    name: "Signing up with a password that everybody knows",
    answer: "400 with the reason",
    run: async (stack, tally) => {
      const browser = openBrowser(stack);
      const email = newEmail();
      for (const password of weakFor(email)) {
        const answer = await browser.post("/api/auth/sign-up/email", {
          name: "Ada",
          email,
          password,
        });
        tally.note(password, answer.status === 400 && isAboutPassword(answer.text));
      }
    },
  },
  {
    name: "Changing to a password that everybody knows",
    answer: "400 with the reason",
    run: async (stack, tally) => {
      const { browser, email, password } = await newPerson(stack);
      for (const newPassword of weakFor(email)) {
        const change = { currentPassword: password, newPassword };
        const answer = await browser.post("/api/auth/change-password", change);
        tally.note(newPassword, answer.status === 400 && isAboutPassword(answer.text));
      }
    },
  },
  {
    name: "Joining with a password that everybody knows",
    answer: "400 with the reason",
    run: async (stack, tally) => {
      const owner = await newOwner(stack);
      const email = newEmail("guest");
      await invite(owner, owner.organizationId, email);
      const link = await mailedLink(stack, email);
      const browser = openBrowser(stack);
      for (const password of ["password", "12345678", email]) {
        const form = { ...link, name: "Tom Reed", password };
        const answer = await browser.post("/api/auth/sign-up/invitation", form);
        tally.note(password, answer.status === 400 && isAboutPassword(answer.text));
      }
    },
  },
  {
    name: "Passwords of 129 characters to thirty megabytes",
    answer: "refused before they are hashed or read",
    run: async (stack, tally, size) => {
      const lengths = [129, 20_000, MEGABYTE, ...(size === "full" ? [30 * MEGABYTE] : [])];
      for (const length of lengths) {
        const browser = openBrowser(stack);
        const password = "x".repeat(length);
        const email = newEmail();
        for (const path of ["sign-in/email", "sign-up/email"]) {
          const form = { name: "Ada", email, password };
          const { status, text } = await browser.post(`/api/auth/${path}`, form);
          const isRefused =
            (status === 400 && text.includes("password_too_long")) || status === 413;
          tally.note(`${length} characters to ${path}: ${status}`, isRefused);
        }
      }
    },
  },
  {
    name: "Forty made-up tokens, to have forty passwords hashed",
    answer: "404, the link looked up first, and 429 past the client's room",
    run: async (stack, tally, size) => {
      const browser = openBrowser(stack);
      const guesses = Array.from({ length: size === "full" ? 40 : 24 }, async () => {
        const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
        const form = { invitationId: "nobody", token, name: "Tom Reed", password: PASSWORD };
        return await browser.post("/api/auth/sign-up/invitation", form);
      });
      for (const { status } of await Promise.all(guesses)) {
        tally.note(`answered ${status}`, status === 404 || status === 429);
      }
    },
  },
];

function isAboutPassword(text: string): boolean {
  const code = jsonIn({ status: 0, headers: {}, text })?.code;
  return code === "password_common" || code === "password_is_address";
}
