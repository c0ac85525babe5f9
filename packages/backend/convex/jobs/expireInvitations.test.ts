import { beforeEach, expect, test, vi } from "vitest";
import { components, internal } from "../_generated/api";
import { loadInvitation, seedInvitation, seedOrganization } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const sweep = internal.jobs.expireInvitations.sweep;

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const expiredEvents = () =>
  t.run(async (ctx) =>
    (await ctx.db.query("invitationEvents").collect()).filter(({ type }) => type === "expired"),
  );

test("a pending invitation past its expiry becomes expired, once, with one event", async () => {
  const expiresAt = Date.now() + 1000;
  const { invitationId } = await seedInvitation(t, acme, { expiresAt });
  await t.mutation(sweep, {});
  expect(await expiredEvents()).toEqual([]);
  vi.advanceTimersByTime(1000);
  await t.mutation(sweep, {});
  await t.mutation(sweep, {});
  expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
    status: "expired",
  });
  expect(await expiredEvents()).toEqual([
    expect.objectContaining({ invitationId, at: expiresAt, actor: { kind: "system" } }),
  ]);
});

test("a backlog of expired invitations is worked off in batches that continue themselves", async () => {
  await t.run(async (ctx) => {
    for (let n = 0; n < 450; n++) {
      await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
        organizationId: acme.organizationId,
        email: `guest${n}@example.com`,
        role: "member",
        inviterId: acme.owner.userId,
        inviterName: acme.owner.name,
        expiresAt: Date.now(),
        now: Date.now(),
        source: "manual",
        links: [],
      });
    }
  });
  await t.mutation(sweep, {});
  expect(await expiredEvents()).toHaveLength(200);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await expiredEvents()).toHaveLength(450);
});

test("a batch of 200 expired invitations reads and writes at most 405 documents, and continues itself", async () => {
  await t.run(async (ctx) => {
    for (let n = 0; n < 250; n++) {
      await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
        organizationId: acme.organizationId,
        email: `guest${n}@example.com`,
        role: "member",
        inviterId: acme.owner.userId,
        inviterName: acme.owner.name,
        expiresAt: Date.now(),
        now: Date.now(),
        source: "manual",
        links: [],
      });
    }
  });
  const metrics = await t.mutation(async (ctx) => {
    await ctx.runMutation(sweep, {});
    return await ctx.meta.getTransactionMetrics();
  });
  expect(metrics.documentsRead.used).toBeLessThanOrEqual(2 * 200 + 5);
  expect(metrics.documentsWritten.used).toBeLessThanOrEqual(2 * 200 + 5);
  expect(metrics.functionsScheduled.used).toBe(1);
});
