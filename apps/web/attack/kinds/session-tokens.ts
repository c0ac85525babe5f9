import type { StackAddress } from "@vestibule/dev/test-stack";
import type { Attack } from "../attack.ts";
import { type Browser, newPerson, type Person } from "../people.ts";
import { type Answer, isOk, jsonIn, send } from "../send.ts";

/** Secrets of a session in the reach of a script, which could carry the session away. */

const NEW_PASSWORD = "an even longer one";

/** What is asked, and with what. */
const answers: [path: string, body: ((person: Person) => object) | null][] = [
  ["/api/auth/sign-in/email", ({ email, password }) => ({ email, password })],
  ["/api/auth/get-session", null],
  ["/api/auth/list-sessions", null],
  ["/api/auth/update-user", () => ({ name: "Ada Lovelace" })],
  [
    "/api/auth/change-password",
    ({ password }) => ({ currentPassword: password, newPassword: NEW_PASSWORD }),
  ],
];

function sessionCookie(browser: Browser): string {
  const [, value] = [...browser.cookies].find(([name]) => name.endsWith("session_token")) ?? [];
  if (value === undefined) throw new Error("There is no session cookie.");
  return decodeURIComponent(value);
}

/** The part in front of the signature, which is what the table of sessions holds. */
const rawToken = (browser: Browser) => sessionCookie(browser).split(".")[0] ?? "";

function carriesToken({ text, headers }: Answer, tokens: string[]): boolean {
  return (
    headers["set-auth-token"] !== undefined ||
    /"token":"/.test(text) ||
    tokens.some((token) => text.includes(token))
  );
}

/** Whether anything of a session is answered. */
const isSession = (answer: Answer) => isOk(answer) && Boolean(jsonIn(answer));

const doors = ({ webUrl, convexSiteUrl }: StackAddress) => [webUrl, convexSiteUrl];

export const sessionTokens: Attack[] = [
  {
    name: "Reading a session's token out of an answer",
    answer: "no answer holds one",
    run: async (stack, tally) => {
      const person = await newPerson(stack);
      for (const [path, body] of answers) {
        const before = rawToken(person.browser);
        const answer = await (body
          ? person.browser.post(path, body(person))
          : person.browser.get(path));
        if (!isOk(answer)) throw new Error(`${path} answered ${answer.status} ${answer.text}`);
        tally.note(path, !carriesToken(answer, [before, rawToken(person.browser)]));
      }
    },
  },
  {
    name: "Using a session's token as a header, unsigned",
    answer: "nobody is signed in",
    run: async (stack, tally) => {
      const { browser } = await newPerson(stack);
      const authorization = `Bearer ${rawToken(browser)}`;
      for (const door of doors(stack)) {
        for (const path of ["get-session", "list-sessions", "convex/token"]) {
          const headers = { origin: stack.webUrl, authorization };
          const answer = await send(door, `/api/auth/${path}`, { headers });
          tally.note(`${path} at ${door}`, !isSession(answer));
        }
      }
    },
  },
  {
    name: "Using a session's token as a cookie, with no signature, a made-up one or another's",
    answer: "nobody is signed in",
    run: async (stack, tally) => {
      const { browser } = await newPerson(stack);
      const other = await newPerson(stack);
      const name = [...browser.cookies.keys()].find((key) => key.endsWith("session_token"));
      const raw = rawToken(browser);
      const madeUp = `${raw}.${Buffer.alloc(32).toString("base64")}`;
      const swapped = `${raw}.${sessionCookie(other.browser).split(".")[1]}`;
      for (const door of doors(stack)) {
        for (const value of [raw, `${raw}.`, madeUp, swapped]) {
          const headers = { origin: stack.webUrl, cookie: `${name}=${encodeURIComponent(value)}` };
          const answer = await send(door, "/api/auth/get-session", { headers });
          tally.note(`the cookie ${value.slice(raw.length)} at ${door}`, !isSession(answer));
        }
      }
    },
  },
];
