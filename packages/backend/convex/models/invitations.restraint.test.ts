import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { createSession } from "../accounts/accounts";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { DAY, HOUR, MINUTE } from "../rules/time";
import { as, type SeededOrganization, seedOrganization } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** What one organization may send to one invitee: three letters in a day, ten in a week. */

const EMAIL = "maria@example.com";
const START = Date.UTC(2026, 10, 27, 10);
const { invitations, invitationRequests, organizationSettings, recipients } = api.models;

let t: Backend;
let acme: SeededOrganization;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(START);
  t = startBackend();
  acme = await seedOrganization(t);
});

const owner = () => as(t, acme.owner);
const create = (email = EMAIL, { organizationId, owner } = acme) =>
  as(t, owner).mutation(invitations.create, { organizationId, email, role: "member" });
const revoke = (invitationId: string) => owner().mutation(invitations.revoke, { invitationId });
const resend = (invitationId: string) => owner().mutation(invitations.resend, { invitationId });
const left = (email = EMAIL, { organizationId, owner } = acme) =>
  as(t, owner).query(recipients.lettersLeft, { organizationId, email });
const letters = async () =>
  (await t.query(api.models.mailbox.list, {})).filter(({ to }) => to === EMAIL);
const mailedLink = async () => {
  const [, link = ""] = /(https:\S+token=\w+)/.exec((await letters())[0]?.text ?? "") ?? [];
  const url = new URL(link);
  return {
    invitationId: url.pathname.split("/").at(-1) ?? "",
    token: url.searchParams.get("token") ?? "",
  };
};
const check = (link: { invitationId: string; token: string }) =>
  t.query(invitations.checkInvitationStatus, link);
const renew = (link: { invitationId: string; token: string }) =>
  t.mutation(invitations.processAutoReInvite, link);

const pass = (milliseconds: number) => passTime(t, milliseconds);

/** Sends some by making invitations and revoking them, and answers the last one, which stands. */
async function send(count: number) {
  let invitationId = "";
  for (let n = 0; n < count; n++) {
    if (n > 0) await revoke(invitationId);
    ({ invitationId } = await create());
    await pass(MINUTE);
  }
  return invitationId;
}

/** Expires an invitation, whose page the invitee opens then. */
async function expire(invitationId: string) {
  await t.mutation(internal.dev.expireInvitation, { invitationId });
}

describe("three a day", () => {
  test("a fourth invitation is refused until a day after the first, whichever way the three went", async () => {
    const { invitationId } = await create();
    await pass(HOUR);
    await resend(invitationId);
    await pass(HOUR);
    await revoke(invitationId);
    const again = await create();
    await pass(HOUR);
    const refused = { code: "invitee_limit", retryAfterSeconds: 21 * 3600 };
    expect(await refusalDataOf(resend(again.invitationId))).toMatchObject(refused);
    await revoke(again.invitationId);
    expect(await refusalDataOf(create(" MARIA@example.com"))).toMatchObject(refused);
    await pass(21 * HOUR);
    await expect(create()).resolves.toBeDefined();
  });

  test("what is refused costs nothing and changes nothing", async () => {
    const invitationId = await send(3);
    const before = await mailedLink();
    expect(await refusalOf(resend(invitationId))).toBe("invitee_limit");
    expect(await check(before)).toMatchObject({ status: "valid" });
    // The wait of a minute between two letters was not begun by the refused one.
    vi.setSystemTime(START + DAY);
    await resend(invitationId);
    expect((await check(before)).status).toBe("expired");
  });

  test("another organization and another address have their own", async () => {
    await send(3);
    const globex = await seedOrganization(t, { slug: "globex" });
    await expect(create(EMAIL, globex)).resolves.toBeDefined();
    await expect(create("noah@example.com")).resolves.toBeDefined();
    expect(await left(EMAIL, globex)).toEqual({ left: 2 });
  });

  test("of many at once, three leave", async () => {
    const invitationId = await send(1);
    await pass(MINUTE);
    await revoke(invitationId);
    const admin = () => create();
    const settled = await Promise.allSettled(Array.from({ length: 10 }, admin));
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await left()).toEqual({ left: 1 });
  });

  test("a link can be copied all the same", async () => {
    const invitationId = await send(3);
    await expect(owner().mutation(invitations.copyLink, { invitationId })).resolves.toMatchObject({
      link: expect.stringContaining("token="),
    });
  });
});

test("an admin hears how many letters are left, and when the next may go", async () => {
  expect(await left()).toEqual({ left: 3 });
  await send(2);
  expect(await left("Maria@Example.com ")).toEqual({ left: 1 });
  await owner().mutation(invitations.revoke, { invitationId: (await mailedLink()).invitationId });
  await create();
  expect(await left()).toEqual({ left: 0, nextAt: START + DAY });
});

test("ten a week: an eleventh is refused until a week after the first", async () => {
  let invitationId = "";
  for (let day = 0; day < 4; day++) {
    if (invitationId) await revoke(invitationId);
    invitationId = await send(day === 3 ? 1 : 3);
    vi.setSystemTime(START + (day + 1) * DAY);
  }
  expect(await left()).toEqual({ left: 0, nextAt: START + 7 * DAY });
  expect(await refusalDataOf(resend(invitationId))).toMatchObject({
    code: "invitee_limit",
    retryAfterSeconds: 3 * 24 * 3600,
  });
  vi.setSystemTime(START + 7 * DAY);
  // The owner's session has ended by then.
  const session = { ipAddress: "", userAgent: "", activeOrganizationId: "" };
  const { id: sessionId } = await t.run((ctx) => createSession(ctx, acme.owner.userId, session));
  const back = as(t, { ...acme.owner, sessionId });
  await expect(back.mutation(invitations.resend, { invitationId })).resolves.toBeNull();
});

test("an old link sends no fourth letter, and says when again", async () => {
  await create();
  await pass(0);
  const old = await mailedLink();
  await expire(old.invitationId);
  await create();
  await pass(0);
  await pass(MINUTE);
  const sendAgain = () => t.mutation(invitations.sendNewerAgain, old);
  await sendAgain();
  await pass(0);
  await pass(MINUTE);
  expect(await refusalDataOf(sendAgain())).toMatchObject({
    code: "invitee_limit",
    retryAfterSeconds: 24 * 3600 - 120,
  });
  expect(await letters()).toHaveLength(3);
});

describe("renewing", () => {
  beforeEach(async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      autoReInviteOnExpiration: true,
    });
  });

  test("an expired invitation at the limit offers the request, and is renewed once a letter may go", async () => {
    await expire(await send(3));
    const link = await mailedLink();
    const offered = await check(link);
    expect(offered).toMatchObject({ autoReInviteAvailable: false, canRequestNew: true });
    expect(await renew(link)).toMatchObject({ success: false });
    vi.setSystemTime(START + DAY);
    expect(await check(link)).toMatchObject({ autoReInviteAvailable: true });
    expect(await renew(link)).toMatchObject({ success: true });
    expect(await left()).toMatchObject({ left: 0 });
  });

  test("a renewal counts", async () => {
    await expire(await send(2));
    const link = await mailedLink();
    expect(await check(link)).toMatchObject({ autoReInviteAvailable: true });
    expect(await renew(link)).toMatchObject({ success: true });
    expect((await left()).left).toBe(0);
  });

  test("an approval leaves at the limit and counts for nothing, and what it made is not renewed before its time", async () => {
    await expire(await send(3));
    const link = await mailedLink();
    await t.mutation(invitations.createInvitationRequest, {
      originalInvitationId: link.invitationId,
      userEmail: EMAIL,
      token: link.token,
    });
    const { organizationId } = acme;
    const { page } = await owner().query(invitationRequests.list, {
      organizationId,
      status: "pending",
      paginationOpts: { numItems: 5, cursor: null },
    });
    await owner().mutation(invitationRequests.approve, { requestId: page[0]?.id ?? "" });
    const before = await left();
    await pass(MINUTE);
    expect(await letters()).toHaveLength(4);
    expect(await left()).toEqual(before);

    const approved = await mailedLink();
    await expire(approved.invitationId);
    expect(await check(approved)).toMatchObject({ autoReInviteAvailable: false });
    expect(await renew(approved)).toMatchObject({ success: false });
  });
});

describe("reminders", () => {
  const sweep = () => t.mutation(internal.jobs.remindInvitees.sweep, {});
  const toReminder = (invitationId: string) =>
    t.mutation(internal.dev.travel, { invitationId, to: "reminder" });
  const reminded = async () =>
    (await letters()).filter(({ subject }) => subject.includes("expires soon"));

  test("a reminder counts", async () => {
    const invitationId = await send(2);
    await toReminder(invitationId);
    await pass(MINUTE);
    await sweep();
    await pass(MINUTE);
    expect(await reminded()).toHaveLength(1);
    expect((await left()).left).toBe(0);
  });

  test("at the limit a reminder is not sent, and does not count", async () => {
    const invitationId = await send(3);
    const before = await left();
    await toReminder(invitationId);
    await pass(MINUTE);
    await sweep();
    await pass(MINUTE);
    expect(await reminded()).toEqual([]);
    expect(await left()).toEqual(before);
  });
});

test("letters that no limit counts any more are forgotten", async () => {
  await send(1);
  const rows = () => t.run((ctx) => ctx.db.query("recipients").collect());
  const [row] = await rows();
  expect(JSON.stringify(row)).not.toContain("maria");
  vi.setSystemTime(START + 7 * DAY - 1);
  await t.mutation(internal.jobs.sweepRecipients.sweep, {});
  expect(await rows()).toHaveLength(1);
  vi.setSystemTime(START + 7 * DAY);
  await t.mutation(internal.jobs.sweepRecipients.sweep, {});
  expect(await rows()).toEqual([]);
});
