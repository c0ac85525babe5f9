import { PASSWORD } from "../../bench/people-by-api.ts";
import { type Attack, burst } from "../attack.ts";
import { newAddress, newEmail, newPerson, openBrowser } from "../people.ts";
import { isLimited } from "../send.ts";

/** Parallel requests from one client, which limits that read, answer and write in separate steps let through. */

const GUESSES = { capacity: 20, perSecond: 2 };
const NO_LINK = { invitationId: "nobody", token: "0".repeat(64) };

/** Each with what it guesses, or without what it needs where only the count matters. */
const doors: [what: string, path: string, body: (isWhole: boolean) => object][] = [
  [
    "sign-ins",
    "/api/auth/sign-in/email",
    (isWhole) => ({ email: newEmail(), ...(isWhole && { password: "a wrong guess" }) }),
  ],
  [
    "sign-ups",
    "/api/auth/sign-up/email",
    (isWhole) => ({ name: "Ada", email: newEmail(), ...(isWhole && { password: PASSWORD }) }),
  ],
  ["codes for a link", "/api/auth/sign-up/invitation/code", () => NO_LINK],
  ["resets of a password", "/api/auth/request-password-reset", () => ({ email: newEmail() })],
];

export const clientLimits: Attack[] = [
  ...doors.map(
    ([what, path, body]): Attack => ({
      name: `Sixty parallel ${what} from one client`,
      answer: "429 after twenty, and two a second",
      run: async (stack, tally, size) => {
        const browser = openBrowser(stack);
        const counted = await burst(
          size === "full" ? 60 : 30,
          GUESSES,
          async () => !isLimited(await browser.post(path, body(size === "full"))),
        );
        tally.noteMany(what, counted);
      },
    }),
  ),
  ...(["/verify-password", "/change-password"] as const).map(
    (path): Attack => ({
      name: `Forty parallel guesses inside a session at ${path}`,
      answer: "429 after twenty, and two a second",
      isLong: true,
      run: async (stack, tally) => {
        const { browser } = await newPerson(stack);
        const from = { "x-forwarded-for": newAddress() };
        const guess = { password: "a wrong guess", currentPassword: "a wrong guess" };
        const body = { ...guess, newPassword: PASSWORD };
        const counted = await burst(
          40,
          GUESSES,
          async () => !isLimited(await browser.post(`/api/auth${path}`, body, from)),
        );
        tally.noteMany("a guess", counted);
      },
    }),
  ),
  {
    name: "Guesses inside one session from 230 addresses",
    answer: "429 after two hundred in an hour, whatever address they come from",
    isLong: true,
    run: async (stack, tally) => {
      const { browser } = await newPerson(stack);
      const counted = await burst(230, { capacity: 200, perSecond: 200 / 3600 }, async () => {
        const from = { "x-forwarded-for": newAddress() };
        // Counted before anything is compared: a password would only take its time.
        return !isLimited(await browser.post("/api/auth/verify-password", {}, from));
      });
      tally.noteMany("a guess", counted);
    },
  },
];
