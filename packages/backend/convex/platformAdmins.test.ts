import { beforeEach, expect, test, vi } from "vitest";
import { components, internal } from "./_generated/api";
import { makeUnproven, openBrowser, signUp } from "./http.helpers";
import { type Backend, startBackend } from "./setup.helpers";

/** The first administrator of a deployment that mails nothing, with somebody else at the same address. */

const EMAIL = "olga@example.com";
const OLGA = { email: EMAIL, name: "Olga", password: "correct horse" };
const SQUATTER = { email: EMAIL, name: "Not Olga", password: "chosen by a squatter" };

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
});

const set = (more: object = {}) =>
  t.mutation(internal.platformAdmins.set, { email: EMAIL, isAdmin: true, ...more });
const codes = async (email = EMAIL) =>
  await t.mutation(internal.platformAdmins.signUpCodes, { email });
const account = () =>
  t.run((ctx) => ctx.runQuery(components.betterAuth.accounts.byEmail, { email: EMAIL }));

test("the codes that the operator reads prove the operator's browser and no other", async () => {
  const [squatter, olga] = [openBrowser(t), openBrowser(t)];
  await signUp(squatter, SQUATTER);
  await signUp(olga, OLGA);
  const [newest, first, ...more] = await codes(" Olga@Example.com");
  expect([newest?.name, first?.name, more]).toEqual(["Olga", "Not Olga", []]);
  const confirm = (browser: typeof olga, code = "") =>
    browser.post("/sign-up/email/confirm", { code });
  if (newest?.code !== first?.code) {
    expect((await confirm(squatter, newest?.code)).status).toBe(400);
  }
  await expect(set()).rejects.toThrow(/Sign up with it and enter the code first/);
  expect((await confirm(olga, newest?.code)).status).toBe(200);
  expect(await set()).toBe("olga@example.com is now a platform administrator.");
  expect(await account()).toMatchObject({ name: "Olga", platformAdmin: true });
  // Whoever still waits there waits for nothing.
  expect((await confirm(squatter, first?.code)).status).toBe(400);
  await expect(codes()).rejects.toThrow(/has an account with a proven address/);
});

test("a code that has expired is replaced for the operator, whatever the mailbox has had", async () => {
  const olga = openBrowser(t);
  await signUp(olga, OLGA);
  for (let n = 0; n < 8; n++) {
    vi.setSystemTime(Date.now() + 11 * 60_000);
    const [{ code } = { code: "" }] = await codes();
    // Reading it twice changes nothing.
    expect((await codes())[0]?.code).toBe(code);
    if (n === 7) expect((await olga.post("/sign-up/email/confirm", { code })).status).toBe(200);
  }
});

test("where nobody signs up there is no code, and it says what to do", async () => {
  await expect(codes()).rejects.toThrow(/Nobody is signing up with this address. Sign up with it/);
});

test("an account that nobody has proven is named with its moment, before it is trusted and after", async () => {
  vi.setSystemTime(Date.UTC(2026, 10, 27, 14, 5));
  await makeUnproven(t, SQUATTER);
  const words = /The account is named \\?"Not Olga\\?" and was made at 2026-11-27T14:05:00.000Z\./;
  await expect(set()).rejects.toThrow(words);
  await expect(set()).rejects.toThrow(/platformAdmins:signUpCodes/);
  expect(await set({ trustUnverified: true })).toMatch(words);
});
