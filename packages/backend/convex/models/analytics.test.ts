import { beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { DAY, HOUR, SECOND } from "../rules/time";
import { as, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const { invitations, invitationRequests, organizationSettings } = api.models;
const NOVEMBER_20 = Date.UTC(2026, 10, 20, 9);
const PAGE = { numItems: 100, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.setSystemTime(NOVEMBER_20);
  t = startBackend();
  acme = await seedOrganization(t);
});

const summary = (span = { from: NOVEMBER_20, to: Date.now() }) =>
  as(t, acme.owner).query(api.models.analytics.summary, {
    organizationId: acme.organizationId,
    ...span,
  });
const invited = async (name: string) => {
  const email = `${name}@example.com`;
  return { ...(await seedInvitation(t, acme, { email })), person: await seedPerson(t, email) };
};
const sweep = () => t.mutation(internal.jobs.expireInvitations.sweep, {});
const expire = (invitationId: string) =>
  t.mutation(internal.dev.expireInvitation, { invitationId });

/** What the counts have to come to: every row of the table, counted. */
async function states() {
  const { page } = await as(t, acme.owner).query(invitations.list, {
    organizationId: acme.organizationId,
    paginationOpts: PAGE,
  });
  const states = { pending: 0, accepted: 0, rejected: 0, canceled: 0, expired: 0 };
  for (const { status } of page) states[status] += 1;
  return states;
}

test("every invitation is counted in the state it is in, also after a sweep, a resend or a revocation", async () => {
  const accepted = await invited("accepted");
  await as(t, accepted.person).mutation(invitations.accept, link(accepted));
  const declined = await invited("declined");
  await t.mutation(invitations.decline, link(declined));
  const revoked = await invited("revoked");
  await as(t, acme.owner).mutation(invitations.revoke, { invitationId: revoked.invitationId });
  const swept = await invited("swept");
  await expire(swept.invitationId);
  await sweep();
  const reopened = await invited("reopened");
  await expire(reopened.invitationId);
  await as(t, acme.owner).mutation(invitations.resend, { invitationId: reopened.invitationId });
  const late = await invited("revoked-late");
  await expire(late.invitationId);
  await as(t, acme.owner).mutation(invitations.revoke, { invitationId: late.invitationId });
  await invited("pending");

  const { byStatus, acceptanceRate } = await summary();
  expect(byStatus).toEqual({ pending: 2, accepted: 1, rejected: 1, canceled: 2, expired: 1 });
  expect(byStatus).toEqual(await states());
  expect(acceptanceRate).toBeCloseTo(1 / 7);
});

const link = ({ invitationId, emailToken }: { invitationId: string; emailToken: string }) => ({
  invitationId,
  token: emailToken,
});

test("an automatic re-invitation counts as one expired and one pending invitation, before a sweep and after", async () => {
  await as(t, acme.owner).mutation(organizationSettings.update, {
    organizationId: acme.organizationId,
    autoReInviteOnExpiration: true,
  });
  const maria = await seedInvitation(t, acme);
  await expire(maria.invitationId);
  await t.mutation(invitations.processAutoReInvite, link(maria));
  const counts = { pending: 1, accepted: 0, rejected: 0, canceled: 0, expired: 1 };
  expect((await summary()).byStatus).toEqual(counts);
  await sweep();
  expect((await summary()).byStatus).toEqual(counts);
  expect(await states()).toEqual(counts);
});

test("an invitation counts on the day it was created, whenever it is accepted", async () => {
  const maria = await invited("maria");
  vi.setSystemTime(NOVEMBER_20 + 2 * DAY);
  await invited("noah");
  await as(t, maria.person).mutation(invitations.accept, link(maria));
  const { days, medianTimeToAccept } = await summary();
  expect(
    days.map(({ day, created, accepted, pending }) => [day, created, accepted, pending]),
  ).toEqual([
    ["2026-11-20", 1, 1, 0],
    ["2026-11-21", 0, 0, 0],
    ["2026-11-22", 1, 0, 1],
  ]);
  expect(Math.abs((medianTimeToAccept ?? 0) / (2 * DAY) - 1)).toBeLessThan(0.05);
});

test("requests and decisions count on their day, and a decision only until it is undone", async () => {
  const maria = await seedInvitation(t, acme, { expiresAt: Date.now() });
  const ask = () =>
    t.mutation(invitations.createInvitationRequest, {
      originalInvitationId: maria.invitationId,
      userEmail: maria.email,
      token: maria.emailToken,
    });
  await ask();
  vi.setSystemTime(NOVEMBER_20 + DAY);
  await ask();
  const { page } = await as(t, acme.owner).query(invitationRequests.list, {
    organizationId: acme.organizationId,
    status: "pending",
    paginationOpts: PAGE,
  });
  const requestId = page[0]?.id ?? "";
  const undo = () => as(t, acme.owner).mutation(invitationRequests.undo, { requestId });
  const byDay = async (field: "requested" | "approved" | "denied") =>
    (await summary()).days.map((day) => day[field]);
  // Each decision is taken back after midnight, and counts no more on the day before.
  const midnight = Date.UTC(2026, 10, 23);
  vi.setSystemTime(midnight - SECOND);
  await as(t, acme.owner).mutation(invitationRequests.deny, { requestId });
  expect((await summary()).requests).toEqual({ requested: 2, approved: 0, denied: 2 });
  expect(await byDay("denied")).toEqual([0, 0, 2]);
  vi.setSystemTime(midnight);
  await undo();
  expect((await summary()).requests).toEqual({ requested: 2, approved: 0, denied: 0 });
  expect(await byDay("denied")).toEqual([0, 0, 0, 0]);

  vi.setSystemTime(midnight + DAY - SECOND);
  await as(t, acme.owner).mutation(invitationRequests.approve, { requestId });
  expect((await summary()).requests).toEqual({ requested: 2, approved: 2, denied: 0 });
  expect(await byDay("approved")).toEqual([0, 0, 0, 2]);
  vi.setSystemTime(midnight + DAY);
  await undo();
  const { requests, byStatus } = await summary();
  expect(requests).toEqual({ requested: 2, approved: 0, denied: 0 });
  expect(byStatus).toEqual(await states());
  expect(await byDay("approved")).toEqual([0, 0, 0, 0, 0]);
  expect(await byDay("requested")).toEqual([1, 1, 0, 0, 0]);
});

test("twenty invitations accepted at once, each twice, count as twenty", async () => {
  const guests = [];
  for (let n = 0; n < 20; n++) guests.push(await invited(`guest${n}`));
  await Promise.all(
    guests.flatMap((guest) => [
      as(t, guest.person).mutation(invitations.accept, link(guest)),
      as(t, guest.person).mutation(invitations.accept, link(guest)),
    ]),
  );
  expect((await summary()).byStatus).toMatchObject({ accepted: 20, pending: 0 });
});

test("an organization's counts leave out another organization's invitations", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  await seedInvitation(t, globex);
  expect((await summary()).byStatus.pending).toBe(0);
});

test("the summary of a year reads at most 40 documents, however much happened in it", async () => {
  const year = { from: NOVEMBER_20 - 366 * DAY + HOUR, to: NOVEMBER_20 };
  for (let month = 0; month < 12; month++) {
    await t.run(async (ctx) => {
      const { count } = await import("../records/activity");
      const on = year.from + month * 31 * DAY;
      const { organizationId } = acme;
      await count(ctx, [{ organizationId, on, change: { created: 1000, accepted: 400 } }]);
    });
  }
  const reads = await as(t, acme.owner).run(async (ctx) => {
    const { organizationId } = acme;
    const answer = await ctx.runQuery(api.models.analytics.summary, { organizationId, ...year });
    expect(answer).toMatchObject({ byStatus: { pending: 7200 }, acceptanceRate: 0.4 });
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });
  expect(reads).toBeLessThanOrEqual(40);
});

test.each([
  ["ends before it begins", { from: NOVEMBER_20, to: NOVEMBER_20 - 1 }],
  ["is longer than a year", { from: NOVEMBER_20, to: NOVEMBER_20 + 366 * DAY }],
  ["has no end", { from: NOVEMBER_20, to: Number.POSITIVE_INFINITY }],
  ["has no beginning", { from: Number.NaN, to: NOVEMBER_20 }],
])("the summary of a span that %s is refused", async (_, span) => {
  expect(await refusalOf(summary(span))).toBe("bad_input");
});
