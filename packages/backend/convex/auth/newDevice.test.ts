import { beforeEach, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import {
  type Browser,
  enterProven,
  enterUnproven,
  makeUnproven,
  openBrowser,
} from "../http.helpers";
import { DAY, SECOND } from "../rules/time";
import { seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, SITE_URL, startBackend } from "../setup.helpers";

/** The mail about a sign-in on a new device. */

const MARIA = { name: "Maria", email: "maria@example.com", password: "correct horse" };
const CHROME = {
  "user-agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};

let t: Backend;
let home: Browser;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 9, 39) });
  t = startBackend();
  home = openBrowser(t);
  expect((await enterProven(t, home, MARIA)).status).toBe(200);
});

async function mails() {
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const sent = await t.query(api.models.mailbox.list, {});
  return sent.filter(({ subject }) => subject === "New sign-in to your account");
}

const signIn = async (browser = openBrowser(t), { email, password } = MARIA) => {
  const { status } = await browser.post("/sign-in/email", { email, password }, CHROME);
  expect(status).toBe(200);
  return browser;
};

test("says when, with which browser and what to do, and carries no secret", async () => {
  await signIn(home);
  vi.setSystemTime(Date.UTC(2026, 10, 21, 9, 40));
  const stranger = await signIn();
  const [mail, ...more] = await mails();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: MARIA.email });
  expect(mail?.text).toContain("Saturday, November 21, 2026, 09:40 UTC");
  expect(mail?.text).toContain("Chrome on Windows");
  expect(mail?.text).toContain("someone else knows your password");
  expect(mail?.text).toContain(SITE_URL);
  for (const [, cookie] of stranger.cookies) expect(mail?.html).not.toContain(cookie);
});

test("is not sent for the very first sign-in of somebody who signed up and proved nothing", async () => {
  const nina = { ...MARIA, email: "nina@example.com" };
  await makeUnproven(t, nina);
  await signIn(undefined, nina);
  expect(await mails()).toEqual([]);
  await signIn(undefined, nina);
  expect(await mails()).toHaveLength(1);
});

test("is sent for the first sign-in that is not on the device of the sign-up", async () => {
  await signIn();
  expect(await mails()).toHaveLength(1);
});

test("is not sent for joining, and from then on for any other device", async () => {
  const nina = { ...MARIA, email: "nina@example.com" };
  await enterUnproven(t, openBrowser(t), nina);
  await signIn(undefined, nina);
  expect(await mails()).toHaveLength(1);
  // Takes the account over, which nobody had proven: a life of its own.
  const { email } = nina;
  const { invitationId, emailToken } = await seedInvitation(t, await seedOrganization(t), {
    email,
  });
  vi.setSystemTime(Date.now() + 1);
  const joined = await openBrowser(t).post("/sign-up/invitation", {
    invitationId,
    token: emailToken,
    name: "Maria Sousa",
    password: "battery staple",
    replacesAccount: true,
  });
  expect(joined.status).toBe(200);
  expect(await mails()).toHaveLength(1);
  await signIn(undefined, { ...nina, password: "battery staple" });
  expect(await mails()).toHaveLength(2);
});

test("is not sent for a device that has signed in before, nor for a wrong password", async () => {
  await signIn(home);
  await signIn(home);
  await openBrowser(t).post("/sign-in/email", { ...MARIA, password: "a wrong guess" });
  expect(await mails()).toEqual([]);
});

test("is sent for the first sign-in in years too, of which the trail has forgotten the others", async () => {
  await signIn(home);
  vi.setSystemTime(Date.now() + 401 * DAY);
  await t.run(async (ctx) => {
    for (const { _id } of await ctx.db.query("accountEvents").collect()) await ctx.db.delete(_id);
  });
  await signIn();
  expect(await mails()).toHaveLength(1);
});

test("is sent five times a day to one account, and every sign-in stays in its trail", async () => {
  await signIn(home);
  for (let n = 0; n < 7; n++) {
    vi.setSystemTime(Date.now() + SECOND);
    await signIn();
  }
  expect(await mails()).toHaveLength(5);
  const rows = await t.run((ctx) => ctx.db.query("accountEvents").collect());
  // And the session that the mailed code began.
  expect(rows.filter(({ type }) => type === "signedIn")).toHaveLength(8 + 1);
  vi.setSystemTime(Date.now() + DAY);
  await signIn();
  expect(await mails()).toHaveLength(6);
});

test("goes to the address that the account had then, whatever it is changed to", async () => {
  await signIn(home);
  await signIn();
  await t.run(async (ctx) => {
    const user = await ctx.runQuery(components.betterAuth.accounts.byEmail, { email: MARIA.email });
    await ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "user",
        where: [{ field: "_id", value: user?.id ?? "" }],
        update: { email: "thief@example.com" },
      },
    });
  });
  expect((await mails()).map(({ to }) => to)).toEqual([MARIA.email]);
});
