import { beforeEach, expect, test, vi } from "vitest";
import { createAuth } from "../auth";
import { makeUnproven, openBrowser, signUp } from "../http.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

/** A wrong password, or a forgotten one, takes the same work whoever it is of, or the time would tell who has an account. */

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };

let t: Backend;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  await makeUnproven(t, MARIA);
});

/** The table that Better Auth asks, or the arguments of a function of ours. */
function subjectOf(args: object = {}): string {
  return "model" in args ? String(args.model) : Object.keys(args).join();
}

/** What one request asks of the database before its answer, and how often a password is hashed. */
async function workOf(path: string, body: object) {
  return await t.action(async (ctx) => {
    const asked: string[] = [];
    const runQuery: typeof ctx.runQuery = (query, ...args) => {
      asked.push(`query of ${subjectOf(args[0])}`);
      return ctx.runQuery(query, ...args);
    };
    const runMutation: typeof ctx.runMutation = (mutation, ...args) => {
      asked.push(`mutation of ${subjectOf(args[0])}`);
      return ctx.runMutation(mutation, ...args);
    };
    const auth = createAuth({ ...ctx, runQuery, runMutation });
    const { password } = await auth.$context;
    const hash = vi.spyOn(password, "hash");
    const verify = vi.spyOn(password, "verify");
    const { status } = await auth.handler(
      new Request(`${SITE_URL}/api/auth${path}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { origin: SITE_URL, "content-type": "application/json" },
      }),
    );
    return {
      status,
      asked: asked.sort(),
      hashed: hash.mock.calls.length + verify.mock.calls.length,
    };
  });
}

const guess = (email: string) => workOf("/sign-in/email", { email, password: "a wrong guess" });

test("a wrong password for an address without an account takes the work of one for an account", async () => {
  const known = await guess(MARIA.email);
  expect(known).toMatchObject({ status: 401, hashed: 1 });
  expect(await guess("nobody@example.com")).toEqual(known);
});

test("and so does one for an address that somebody has just signed up with, taken or free", async () => {
  const known = await guess(MARIA.email);
  for (const email of [MARIA.email, "nobody@example.com"]) {
    expect((await signUp(openBrowser(t), { ...MARIA, email })).status).toBe(200);
    expect(await guess(email)).toEqual(known);
  }
});

test("a forgotten password of an address without an account takes the work of one of an account", async () => {
  const forget = (email: string) => workOf("/request-password-reset", { email });
  const known = await forget(MARIA.email);
  expect(known).toMatchObject({ status: 200, hashed: 0 });
  expect(await forget("nobody@example.com")).toEqual(known);
});

test("a made-up link has no password hashed", async () => {
  const token = "0".repeat(64);
  const made = await workOf("/reset-password", { token, newPassword: "battery staple" });
  expect(made).toMatchObject({ status: 410, hashed: 0 });
});
