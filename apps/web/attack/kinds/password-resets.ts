import { type Attack, burst } from "../attack.ts";
import {
  type Browser,
  mailTo,
  must,
  newAddress,
  newEmail,
  newPerson,
  openBrowser,
} from "../people.ts";
import { type Answer, isLimited, isOk, jsonIn } from "../send.ts";

/** A forgotten password as a way into somebody else's account. */

const ASK = "/api/auth/request-password-reset";
const SET = "/api/auth/reset-password";
const NEW_PASSWORD = "chosen by an attacker";
const LINK = /\S+\/reset-password\?token=(\S+)/;
const GUESSES = { capacity: 20, perSecond: 2 };

/** As its owner's mailbox has it. */
async function mailedReset(stack: Parameters<typeof mailTo>[0], email: string) {
  const { text, subject } = await mailTo(stack, email, (mail) => LINK.test(mail.text));
  const [link = "", token = ""] = LINK.exec(text) ?? [];
  return { link, token, subject };
}

/** What a stranger sees of an answer, without what differs between any two. */
const shapeOf = ({ status, text, headers }: Answer) =>
  JSON.stringify([status, text, headers.location, headers["set-cookie"]?.length]);

const choose = (browser: Browser, token: string) =>
  browser.post(SET, { token, newPassword: NEW_PASSWORD });

export const passwordResets: Attack[] = [
  {
    name: "Asking the forgotten password who has an account",
    answer: "the same for a taken and a free address, from the endpoint and from the form",
    run: async (stack, tally) => {
      const [{ email: first }, { email: second }] = [
        await newPerson(stack),
        await newPerson(stack),
      ];
      const ask = (email: string) => openBrowser(stack).post(ASK, { email });
      const nobody = newEmail();
      const [known, unknown] = [await ask(first), await ask(nobody)];
      tally.note("the endpoint", isOk(known) && shapeOf(known) === shapeOf(unknown));
      const post = (email: string) =>
        openBrowser(stack).postForm("/forms/forgot-password", { email, next: "/" });
      const [knownForm, unknownForm] = [await post(second), await post(newEmail())];
      const isSame = knownForm.headers.location === unknownForm.headers.location;
      tally.note("the form", knownForm.status === 303 && isSame);
      const [knownAgain, unknownAgain] = [await ask(first), await ask(nobody)];
      tally.note("too soon for both", isLimited(knownAgain) && isLimited(unknownAgain));
    },
  },
  {
    name: "Filling a mailbox with links, from forty addresses",
    answer: "one letter a minute, and 429 for the rest",
    run: async (stack, tally, size) => {
      const { email } = await newPerson(stack);
      const counted = await burst(
        size === "full" ? 40 : 12,
        { capacity: 1, perSecond: 1 / 60 },
        async () => isOk(await openBrowser(stack).post(ASK, { email })),
      );
      tally.noteMany("a letter", counted);
    },
  },
  {
    name: "Having the link mailed with another host in it",
    answer: "a link to this site, or no letter",
    run: async (stack, tally) => {
      for (const headers of [
        { host: "evil.test" },
        { "x-forwarded-host": "evil.test" },
        { forwarded: "host=evil.test" },
        { origin: "https://evil.test", referer: "https://evil.test/" },
      ]) {
        const { email } = await newPerson(stack);
        const asked = await openBrowser(stack).post(ASK, { email }, headers);
        const named = Object.keys(headers).join();
        if (!isOk(asked)) {
          tally.note(`${named}: ${asked.status}`, true);
          continue;
        }
        const { link } = await mailedReset(stack, email);
        tally.note(`${named}: ${link}`, new URL(link).origin === new URL(stack.webUrl).origin);
      }
    },
  },
  {
    name: "Leading to another site once the password is set",
    answer: "a path of this site",
    run: async (stack, tally) => {
      for (const redirectTo of [
        "https://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "/.//evil.test",
      ]) {
        const { email } = await newPerson(stack);
        const browser = openBrowser(stack);
        if (!isOk(await browser.post(ASK, { email, redirectTo }))) {
          tally.note(`${redirectTo} is not taken`, true);
          continue;
        }
        const { token } = await mailedReset(stack, email);
        const set = must(await choose(browser, token), "The password is set");
        const to = String(jsonIn(set)?.redirectTo);
        tally.note(`${redirectTo} → ${to}`, new URL(to, stack.webUrl).host !== "evil.test");
      }
    },
  },
  {
    name: "A link once more, in parallel, for another account, and in place of one's own password",
    answer: "one new password, for the address that the letter went to",
    run: async (stack, tally) => {
      const [victim, attacker] = [await newPerson(stack), await newPerson(stack)];
      must(await openBrowser(stack).post(ASK, { email: attacker.email }), "The attacker asks");
      const { token, subject } = await mailedReset(stack, attacker.email);
      tally.note("the token in the subject", !subject.includes(token));
      const tries = await Promise.all(
        Array.from({ length: 6 }, () =>
          openBrowser(stack).post(SET, {
            token,
            newPassword: NEW_PASSWORD,
            email: victim.email,
            userId: "1",
          }),
        ),
      );
      tally.noteMany("a use of one link", {
        tried: tries.length,
        passed: tries.filter(isOk).length,
        allowed: 1,
      });
      tally.note("and again", !isOk(await choose(openBrowser(stack), token)));
      const enter = (email: string) =>
        openBrowser(stack).post("/api/auth/sign-in/email", { email, password: NEW_PASSWORD });
      tally.note("the victim's account", !isOk(await enter(victim.email)));
    },
  },
  {
    name: "Staying signed in when the password is set anew",
    answer: "every session is over at once",
    run: async (stack, tally) => {
      const owner = await newPerson(stack);
      must(await openBrowser(stack).post(ASK, { email: owner.email }), "The owner asks");
      const { token } = await mailedReset(stack, owner.email);
      must(await choose(openBrowser(stack), token), "The password is set");
      const session = jsonIn(await owner.browser.get("/api/auth/get-session"));
      tally.note("the session from before", session === null);
    },
  },
  {
    name: "Made-up links, to guess one or to have passwords hashed",
    answer: "410 before anything is hashed, and 429 past the client's room",
    run: async (stack, tally, size) => {
      const browser = openBrowser(stack);
      const headers = { "x-forwarded-for": newAddress() };
      const answers: Answer[] = [];
      const counted = await burst(size === "full" ? 60 : 30, GUESSES, async () => {
        const token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
        const answer = await browser.post(SET, { token, newPassword: NEW_PASSWORD }, headers);
        answers.push(answer);
        return !isLimited(answer);
      });
      tally.noteMany("a guess", counted);
      for (const { status } of answers) {
        tally.note(`answered ${status}`, status === 410 || status === 429);
      }
    },
  },
];
