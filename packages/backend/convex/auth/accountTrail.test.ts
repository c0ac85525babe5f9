import { runWithAdapter } from "@better-auth/core/context";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { components } from "../_generated/api";
import { createSession } from "../accounts/accounts";
import { createAuth } from "../auth";
import { type Browser, enterProven, enterUnproven, openBrowser } from "../http.helpers";
import { HOUR } from "../rules/time";
import { seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

/** What the trail of an account tells of what its person, and others, did through Better Auth's endpoints. */

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };
const FIREFOX = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
};

let t: Backend;
let maria: Browser;
let userId: string;
/** What the sign-up left, which a test of its own looks at. */
let ofSignUp: Set<string>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  maria = openBrowser(t);
  expect((await enterProven(t, maria, MARIA)).status).toBe(200);
  userId = await idOf(MARIA.email);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const rows = await t.run((ctx) => ctx.db.query("accountEvents").collect());
  ofSignUp = new Set(rows.map(({ _id }) => _id));
});

async function idOf(email: string): Promise<string> {
  const user = await t.run((ctx) =>
    ctx.runQuery(components.betterAuth.accounts.byEmail, { email }),
  );
  return user?.id ?? "";
}

/** Oldest first, the making of the account left aside. */
async function trail() {
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const rows = await t.run((ctx) =>
    ctx.db
      .query("accountEvents")
      .withIndex("by_user", (q) => q.eq("userId", userId))
      .collect(),
  );
  return rows
    .filter(({ _id, type }) => !ofSignUp.has(_id) && type !== "accountCreated")
    .map(({ type, by, detail }) => ({ type, by, detail }));
}

const signIn = async (browser = openBrowser(t), headers = {}) => {
  expect((await browser.post("/sign-in/email", MARIA, headers)).status).toBe(200);
  return browser;
};
const isSignedIn = async (browser: Browser) =>
  (await (await browser.get("/get-session")).json()) !== null;
const change = { currentPassword: MARIA.password, newPassword: "battery staple" };

test("an account's trail begins with its making, and with the session that the code began", async () => {
  const rows = await t.run((ctx) => ctx.db.query("accountEvents").collect());
  expect(rows).toMatchObject([
    { type: "accountCreated", userId, by: "person" },
    { type: "addressProven", userId, by: "person", detail: { through: "code" } },
    { type: "signedIn", userId, by: "person", detail: { browser: "an unknown browser" } },
  ]);
});

test("a sign-in is told with its browser, in words of ours", async () => {
  await signIn(maria, FIREFOX);
  expect(await trail()).toEqual([
    { type: "signedIn", by: "person", detail: { browser: "Firefox on Linux" } },
  ]);
});

describe("wrong passwords", () => {
  const guess = (password = "a wrong guess", email = MARIA.email) =>
    openBrowser(t).post("/sign-in/email", { email, password });

  test("are counted in one row for each account and hour, and none of them is in it", async () => {
    vi.setSystemTime(Math.ceil(Date.now() / HOUR) * HOUR);
    const at = Date.now();
    for (let n = 0; n < 3; n++) await guess(`guess number ${n}`);
    expect(await trail()).toEqual([
      { type: "wrongPassword", by: "unknown", detail: { count: 3, lastAt: at } },
    ]);
    vi.setSystemTime(at + HOUR);
    await guess(undefined, " MARIA@example.com ");
    expect((await trail()).map(({ detail }) => detail?.count)).toEqual([3, 1]);
  });

  test("at an address that nobody has leave nothing, and are looked up all the same", async () => {
    const scheduled = () =>
      t.run(async (ctx) => (await ctx.db.system.query("_scheduled_functions").collect()).length);
    const before = await scheduled();
    expect((await guess(undefined, "nobody@example.com")).status).toBe(401);
    expect(await scheduled()).toBe(before + 1);
    expect(await trail()).toEqual([]);
  });

  test("inside a session count too", async () => {
    await maria.post("/verify-password", { password: "a wrong guess" });
    await maria.post("/change-password", { ...change, currentPassword: "a wrong guess" });
    expect(await trail()).toMatchObject([{ type: "wrongPassword", detail: { count: 2 } }]);
  });
});

describe("the end of sessions", () => {
  const ended = (why: string, count: number) => ({
    type: "sessionsEnded",
    by: "person",
    detail: { why, count },
  });
  const endings = async () => (await trail()).filter(({ type }) => type === "sessionsEnded");

  test("signing out ends one", async () => {
    await maria.post("/sign-out", {});
    expect(await endings()).toEqual([ended("signedOut", 1)]);
    expect(await isSignedIn(maria)).toBe(false);
  });

  test("all others are ended by one act, which is one event", async () => {
    const [phone, tablet] = [await signIn(), await signIn()];
    const answer = await maria.post("/revoke-other-sessions", {});
    expect([answer.status, await answer.json()]).toEqual([200, { status: true }]);
    expect(await endings()).toEqual([ended("endedOthers", 2)]);
    expect([await isSignedIn(maria), await isSignedIn(phone), await isSignedIn(tablet)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("all are ended, the own one too", async () => {
    await signIn();
    const answer = await maria.post("/revoke-sessions", {});
    expect([answer.status, await answer.json()]).toEqual([200, { status: true }]);
    expect(await endings()).toEqual([ended("endedAll", 2)]);
    expect(await isSignedIn(maria)).toBe(false);
  });

  test("one by its token, and nobody else's", async () => {
    const phone = await signIn();
    const noah = openBrowser(t);
    await enterProven(t, noah, { ...MARIA, email: "noah@example.com" });
    const tokenOf = ({ cookies }: Browser) => {
      const cookie = [...cookies].find(([name]) => name.endsWith("session_token"))?.[1] ?? "";
      return decodeURIComponent(cookie).split(".")[0] ?? "";
    };
    await noah.post("/revoke-session", { token: tokenOf(phone) });
    expect(await isSignedIn(phone)).toBe(true);
    expect(await endings()).toEqual([]);
    await maria.post("/revoke-session", { token: tokenOf(phone) });
    expect(await isSignedIn(phone)).toBe(false);
    expect(await endings()).toEqual([ended("endedOne", 1)]);
  });

  test.each(["/sign-out", "/revoke-other-sessions", "/revoke-sessions"])(
    "%s ends none for another site's page, nor for nobody",
    async (path) => {
      const phone = await signIn();
      const evil = await maria.post(path, {}, { origin: "https://evil.test" });
      expect(evil.status).toBe(403);
      await openBrowser(t).post(path, {});
      expect([await isSignedIn(maria), await isSignedIn(phone)]).toEqual([true, true]);
      expect(await endings()).toEqual([]);
    },
  );

  test("a session that expired by itself is no event", async () => {
    await signIn();
    vi.setSystemTime(Date.now() + 8 * 24 * HOUR);
    const phone = await signIn();
    await phone.post("/revoke-other-sessions", {});
    expect(await endings()).toEqual([]);
  });

  test("the fifty-first session ends the oldest, and says so", async () => {
    const here = { ipAddress: "", userAgent: "", activeOrganizationId: "" };
    for (let n = 1; n < 50; n++) await t.run((ctx) => createSession(ctx, userId, here));
    expect(await endings()).toEqual([]);
    await signIn();
    expect(await endings()).toEqual([{ ...ended("tooMany", 1), by: "system" }]);
  });
});

test("a changed password is told, and that it ended every session", async () => {
  const phone = await signIn();
  expect((await maria.post("/change-password", change)).status).toBe(200);
  expect((await trail()).slice(1)).toEqual([
    { type: "passwordChanged", by: "person", detail: undefined },
    { type: "sessionsEnded", by: "person", detail: { why: "passwordChanged", count: 2 } },
  ]);
  expect([await isSignedIn(maria), await isSignedIn(phone)]).toEqual([true, false]);
});

test("a password that was not changed is not told as changed", async () => {
  await maria.post("/change-password", { ...change, newPassword: "short" });
  await maria.post("/change-password", { ...change, newPassword: "iloveyou" });
  expect(await trail()).toEqual([]);
});

test("another address is told with the one before, whichever endpoint of Better Auth writes it", async () => {
  await t.run(async (ctx) => {
    const { adapter, internalAdapter } = await createAuth(ctx).$context;
    const renamed = { email: "maria@example.org", name: "Maria S." };
    await runWithAdapter(adapter, () => internalAdapter.updateUser(userId, renamed));
  });
  await maria.post("/update-user", { name: "Maria Sousa" });
  expect(await trail()).toEqual([
    {
      type: "addressChanged",
      by: "person",
      detail: { from: MARIA.email, to: "maria@example.org" },
    },
  ]);
});

test("a takeover is told, with the sessions it ended and the right over the platform that went", async () => {
  const unproven = { ...MARIA, email: "noah@example.com" };
  const [desk, phone] = [openBrowser(t), openBrowser(t)];
  await enterUnproven(t, desk, unproven);
  await phone.post("/sign-in/email", unproven);
  userId = await idOf(unproven.email);
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, { userId, isAdmin: true }),
  );
  const { invitationId, emailToken } = await seedInvitation(t, await seedOrganization(t), {
    email: unproven.email,
  });
  const form = { name: "Maria Sousa", password: "battery staple", replacesAccount: true };
  const joined = await openBrowser(t).post(
    "/sign-up/invitation",
    { ...form, invitationId, token: emailToken },
    FIREFOX,
  );
  expect(joined.status).toBe(200);
  expect((await trail()).slice(2)).toEqual([
    { type: "sessionsEnded", by: "person", detail: { why: "takenOver", count: 2 } },
    { type: "accountTakenOver", by: "person", detail: undefined },
    { type: "platformAdminRevoked", by: "system", detail: undefined },
    { type: "signedIn", by: "person", detail: { browser: "Firefox on Linux" } },
  ]);
  expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([false, false]);
});
