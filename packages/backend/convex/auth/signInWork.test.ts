import { beforeEach, expect, test, vi } from "vitest";
import { createAuth } from "../auth";
import { makeUnproven, openBrowser, signUp } from "../http.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

/** A wrong password takes the same work whoever it is for, or the time would tell who has an account. */

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

/** What one sign-in asks of the database, and how often a password is hashed. */
async function workOf(email: string) {
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
      new Request(`${SITE_URL}/api/auth/sign-in/email`, {
        method: "POST",
        body: JSON.stringify({ email, password: "a wrong guess" }),
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

test("a wrong password for an address without an account takes the work of one for an account", async () => {
  const known = await workOf(MARIA.email);
  expect(known).toMatchObject({ status: 401, hashed: 1 });
  expect(await workOf("nobody@example.com")).toEqual(known);
});

test("and so does one for an address that somebody has just signed up with, taken or free", async () => {
  const known = await workOf(MARIA.email);
  for (const email of [MARIA.email, "nobody@example.com"]) {
    expect((await signUp(openBrowser(t), { ...MARIA, email })).status).toBe(200);
    expect(await workOf(email)).toEqual(known);
  }
});
