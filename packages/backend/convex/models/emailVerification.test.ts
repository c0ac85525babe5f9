import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { codeForMail } from "../records/codes";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY, HOUR, MINUTE } from "../rules/time";
import { as, type Person, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

const { requestCode, confirm } = api.models.emailVerification;
const EMAIL = "maria@example.com";

let t: Backend;
beforeEach(() => {
  vi.useFakeTimers();
  t = startBackend();
});

async function mailedCode(): Promise<string> {
  return await t.run(async (ctx) => {
    const mail = await ctx.db.query("outgoingMail").order("desc").first();
    if (mail?.about.kind !== "verificationCode") throw new Error("No code was mailed");
    const mailed = await codeForMail(ctx, mail.about.codeId);
    if (!mailed) throw new Error("The code is gone");
    return mailed.code;
  });
}

test("a mailed code verifies the address, and a copied link is then enough to join", async () => {
  const acme = await seedOrganization(t);
  const { invitationId, copyToken } = await seedInvitation(t, acme);
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  const accept = () =>
    as(t, maria).mutation(api.models.invitations.accept, { invitationId, token: copyToken });
  expect(await refusalOf(accept())).toBe("verification_required");
  await as(t, maria).mutation(requestCode, {});
  expect(await as(t, maria).mutation(confirm, { code: ` ${await mailedCode()} ` })).toEqual({
    verified: true,
  });
  await expect(accept()).resolves.toEqual({ organizationSlug: "acme" });
});

test("a wrong code verifies nothing, and five of them use up the right one", async () => {
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  await as(t, maria).mutation(requestCode, {});
  const code = await mailedCode();
  const wrong = code === "000000" ? "000001" : "000000";
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect(await as(t, maria).mutation(confirm, { code: wrong })).toEqual({ verified: false });
  }
  expect(await as(t, maria).mutation(confirm, { code })).toEqual({ verified: false });
});

describe("daily limits", () => {
  let maria: Person;

  beforeEach(async () => {
    // Noon, so that the minutes between codes stay within one day.
    vi.setSystemTime(new Date().setUTCHours(12, 0, 0, 0));
    maria = await seedPerson(t, EMAIL, { emailVerified: false });
  });

  async function nextCode(): Promise<string> {
    vi.advanceTimersByTime(MINUTE);
    await as(t, maria).mutation(requestCode, {});
    return await mailedCode();
  }

  test("five codes a day go to an account's address, and more the day after", async () => {
    for (let sent = 1; sent <= 5; sent++) await nextCode();
    vi.advanceTimersByTime(MINUTE);
    const refused = await refusalDataOf(as(t, maria).mutation(requestCode, {}));
    expect(refused.code).toBe("rate_limited");
    expect(refused.retryAfterSeconds).toBeGreaterThan(11 * 60 * 60);
    vi.setSystemTime(Date.now() + DAY);
    await expect(nextCode()).resolves.toMatch(/^\d{6}$/);
  });

  test("after fifteen wrong codes in a day the right one is refused until the day after", async () => {
    for (let attempt = 0; attempt < 15; attempt++) {
      const code = attempt % 5 === 0 ? await nextCode() : await mailedCode();
      const wrong = code === "000000" ? "000001" : "000000";
      expect(await as(t, maria).mutation(confirm, { code: wrong })).toEqual({ verified: false });
    }
    const right = await nextCode();
    const refused = await refusalDataOf(as(t, maria).mutation(confirm, { code: right }));
    expect(refused.code).toBe("rate_limited");
    expect(refused.retryAfterSeconds).toBeGreaterThan(11 * 60 * 60);
    vi.setSystemTime(Date.now() + DAY);
    const confirming = as(t, maria).mutation(confirm, { code: await nextCode() });
    expect(await confirming).toEqual({ verified: true });
  });
});

test("another account's code verifies nothing", async () => {
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  const noah = await seedPerson(t, "noah@example.com", { emailVerified: false });
  await as(t, maria).mutation(requestCode, {});
  const code = await mailedCode();
  expect(await as(t, noah).mutation(confirm, { code })).toEqual({ verified: false });
});

test("a code is sent once a minute, and only to a signed-in caller", async () => {
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  await as(t, maria).mutation(requestCode, {});
  expect(await refusalOf(as(t, maria).mutation(requestCode, {}))).toBe("rate_limited");
  expect(await refusalOf(t.mutation(requestCode, {}))).toBe("not_signed_in");
  expect(await refusalOf(t.mutation(confirm, { code: "123456" }))).toBe("not_signed_in");
});

test("a caller with a verified address is mailed no code", async () => {
  const maria = await seedPerson(t, EMAIL);
  await as(t, maria).mutation(requestCode, {});
  expect(await t.run((ctx) => ctx.db.query("outgoingMail").collect())).toEqual([]);
});

test("the sweep deletes codes that no letter can bring to life any more, and only those", async () => {
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  await as(t, maria).mutation(requestCode, {});
  await t.mutation(internal.jobs.sweepCodes.sweep, {});
  const code = await mailedCode();
  await passTime(t, 0);
  await passTime(t, 10 * MINUTE);
  await t.mutation(internal.jobs.sweepCodes.sweep, {});
  expect(await mailedCode()).toBe(code);
  await passTime(t, HOUR);
  await t.mutation(internal.jobs.sweepCodes.sweep, {});
  await expect(mailedCode()).rejects.toThrow("The code is gone");
  expect(code).toMatch(/^\d{6}$/);
});

test("joining through a mailed link proves the address, so no code is mailed", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const acme = await seedOrganization(t);
  const { invitationId, emailToken } = await seedInvitation(t, acme);
  const form = { invitationId, token: emailToken, name: "Maria", password: "correct horse" };
  expect((await openBrowser(t).post("/sign-up/invitation", form)).status).toBe(200);
  const mails = await t.run((ctx) => ctx.db.query("outgoingMail").collect());
  expect(mails.filter(({ about }) => about.kind === "verificationCode")).toEqual([]);
});

test("asked for by the page itself, a code is mailed only when none works any more", async () => {
  const maria = await seedPerson(t, EMAIL, { emailVerified: false });
  const ask = () => as(t, maria).mutation(requestCode, { unlessLive: true });
  const mailed = async () => (await t.run((ctx) => ctx.db.query("outgoingMail").collect())).length;
  await ask();
  await ask();
  expect(await mailed()).toBe(1);
  vi.setSystemTime(Date.now() + 10 * MINUTE);
  await ask();
  expect(await mailed()).toBe(2);
});
