import { afterEach, expect, test, vi } from "vitest";
import { authClient } from "@/lib/auth-client";
import { authProblem, problemOf } from "@/lib/auth-problems";
import { sendAnotherCode } from "@/lib/doorstep/sign-up";
import { refusalSentences } from "@/lib/refusals";

afterEach(() => vi.unstubAllGlobals());

const tooMany = (body: object, headers: Record<string, string> = {}) =>
  Response.json(body, { status: 429, headers });

/** What the sign-in form says when the server answers like this. */
async function saidAfter(response: Response) {
  vi.stubGlobal("fetch", async () => response);
  return await problemOf(authClient.signIn.email({ email: "sam@acme.test", password: "x" }));
}

test.each([
  [
    "our limit says it in the body",
    tooMany({ code: "rate_limited", retryAfterSeconds: 240 }),
    "4 minutes",
  ],
  [
    "Better Auth in a header",
    tooMany({ message: "Too many requests." }, { "x-retry-after": "7" }),
    "7 seconds",
  ],
  [
    "and without a body",
    new Response("", { status: 429, headers: { "x-retry-after": "1" } }),
    "1 second",
  ],
])("too many attempts name the wait that the server gives: %s", async (_, response, wait) => {
  expect(await saidAfter(response)).toBe(`Too many requests. Try again in ${wait}.`);
});

test("without a wait from the server no number of seconds is made up", () => {
  expect(authProblem({ status: 429 })).toBe("Too many requests. Wait a moment, then try again.");
});

test("a wrong password reads as before", async () => {
  const refused = Response.json({ code: "INVALID_EMAIL_OR_PASSWORD" }, { status: 401 });
  expect(await saidAfter(refused)).toMatch(/don't match/);
});

test("joining by an invitation reads the same wait", async () => {
  vi.stubGlobal("fetch", async () => tooMany({}, { "x-retry-after": "9" }));
  expect(await sendAnotherCode({ invitationId: "i" })).toEqual({
    code: "rate_limited",
    sentence: "Too many requests. Try again in 9 seconds.",
  });
});

test.each([
  "password_common",
  "password_is_address",
  "password_breached",
  "password_too_long",
  "bad_name",
] as const)("our own refusal %s is said in its own words", (code) => {
  expect(authProblem({ code, status: 400 })).toBe(refusalSentences[code]);
});
