import { beforeEach, expect, test, vi } from "vitest";
import { api, components, internal } from "../_generated/api";
import { DAY } from "../rules/time";
import { as, loadInvitation, seedInvitation, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const sweep = internal.jobs.remindInvitees.sweep;

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const reminders = () =>
  t.run(async (ctx) =>
    (await ctx.db.query("outgoingMail").collect()).filter(({ about }) => about.kind === "reminder"),
  );
const remindedEvents = () =>
  t.run(async (ctx) =>
    (await ctx.db.query("invitationEvents").collect()).filter(({ type }) => type === "reminded"),
  );

test("a reminder goes out once, a day before expiry, with the link of the first mail", async () => {
  const { invitationId, emailToken, email } = await seedInvitation(t, acme);
  vi.setSystemTime(Date.now() + 6 * DAY - 1);
  await t.mutation(sweep, {});
  expect(await reminders()).toEqual([]);

  vi.setSystemTime(Date.now() + 1);
  await t.mutation(sweep, {});
  await t.mutation(sweep, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await reminders()).toEqual([expect.objectContaining({ to: email, status: "sent" })]);
  expect(await remindedEvents()).toEqual([
    expect.objectContaining({ invitationId, actor: { kind: "system" } }),
  ]);
  const [letter] = await t.query(api.models.mailbox.list, {});
  expect(letter?.subject).toBe("Your invitation to Acme expires soon");
  expect(letter?.text).toContain(emailToken);
  expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
    remindedAt: expect.any(Number),
    status: "pending",
  });
});

test("an invitation that was reminded of is reminded of again after a resend", async () => {
  const { invitationId } = await seedInvitation(t, acme);
  vi.setSystemTime(Date.now() + 6 * DAY);
  await t.mutation(sweep, {});
  await as(t, acme.owner).mutation(api.models.invitations.resend, { invitationId });
  await t.mutation(sweep, {});
  expect(await reminders()).toHaveLength(1);
  vi.setSystemTime(Date.now() + 6 * DAY);
  await t.mutation(sweep, {});
  expect(await reminders()).toHaveLength(2);
});

test("no reminder goes out for an accepted, a revoked or an expired invitation", async () => {
  const used = await seedInvitation(t, acme);
  const maria = await seedPerson(t, used.email);
  await as(t, maria).mutation(api.models.invitations.accept, { invitationId: used.invitationId });
  const revoked = await seedInvitation(t, acme, { email: "noah@example.com" });
  await as(t, acme.owner).mutation(api.models.invitations.revoke, {
    invitationId: revoked.invitationId,
  });
  vi.setSystemTime(Date.now() + 6 * DAY);
  await t.mutation(sweep, {});
  expect(await reminders()).toEqual([]);

  await seedInvitation(t, acme, { email: "late@example.com" });
  vi.setSystemTime(Date.now() + 8 * DAY);
  await t.mutation(sweep, {});
  expect(await reminders()).toEqual([]);
  expect(await remindedEvents()).toEqual([]);
});

test("an organization that turned reminders off sends none", async () => {
  await t.run((ctx) =>
    ctx.runMutation(components.betterAuth.adapter.updateOne, {
      input: {
        model: "organization",
        where: [{ field: "_id", value: acme.organizationId }],
        update: { reminderHoursBeforeExpiry: 0 },
      },
    }),
  );
  await seedInvitation(t, acme);
  vi.setSystemTime(Date.now() + 7 * DAY - 1);
  await t.mutation(sweep, {});
  expect(await reminders()).toEqual([]);
});

test("a backlog of reminders is worked off in batches far from a transaction's limits", async () => {
  await t.run(async (ctx) => {
    for (let n = 0; n < 130; n++) {
      await ctx.runMutation(components.betterAuth.invitationWrites.insert, {
        organizationId: acme.organizationId,
        email: `guest${n}@example.com`,
        role: "member",
        inviterId: acme.owner.userId,
        inviterName: acme.owner.name,
        expiresAt: Date.now() + DAY,
        remindAt: Date.now(),
        now: Date.now(),
        source: "manual",
        links: ["email"],
      });
    }
  });
  const metrics = await t.mutation(async (ctx) => {
    await ctx.runMutation(sweep, {});
    return await ctx.meta.getTransactionMetrics();
  });
  expect(metrics.documentsRead.used).toBeLessThanOrEqual(2 * 100 + 5);
  expect(metrics.documentsWritten.used).toBeLessThanOrEqual(4 * 100 + 1);
  // One round of delivery for all of them, and the sweep's own next batch.
  expect(metrics.functionsScheduled.used).toBe(2);
  expect(await reminders()).toHaveLength(100);
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await reminders()).toHaveLength(130);
});
