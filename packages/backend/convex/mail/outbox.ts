import { type Infer, v } from "convex/values";
import { components, internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { recordEvent, systemActor } from "../records/events";
import { KEPT_AFTER_SETTLING_MS } from "./tables";

/**
 * The life of an outbox row after it was queued: claimed for a while, then settled. A claim is a
 * lease, so a delivery that dies (a restart, a timeout) is picked up by the sweep; only the newest
 * claim may settle. Handing over is at least once; transports make it once by the row's key.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Longer than an action may run, so that a lease never ends under a delivery still at work. */
const LEASE_MS = 11 * MINUTE;
/** Waits between attempts: short for a hiccup, then long enough to fix a wrong setting in. */
const RETRY_AFTER_MS = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR];
const MAX_ATTEMPTS = RETRY_AFTER_MS.length + 1;
const BATCH = 50;
const REASON_MAX_CHARACTERS = 500;

export const vOutcome = v.union(
  v.object({ kind: v.literal("sent") }),
  v.object({ kind: v.literal("dropped"), reason: v.string() }),
  v.object({ kind: v.literal("failed"), reason: v.string() }),
);
export type Outcome = Infer<typeof vOutcome>;

/** Takes a due row for one attempt. Null when it is settled, taken, or not yet due. */
export const claim = internalMutation({
  args: { mailId: v.id("outgoingMail") },
  returns: v.union(
    v.null(),
    v.object({ attempt: v.number(), to: v.string(), idempotencyKey: v.string() }),
  ),
  handler: async (ctx, { mailId }) => {
    const mail = await ctx.db.get(mailId);
    const now = Date.now();
    if (mail?.status !== "queued" || mail.nextAt > now) return null;
    if (mail.attempts >= MAX_ATTEMPTS) {
      await giveUp(ctx, mail, mail.lastError ?? "Delivery stopped without saying why.");
      return null;
    }
    const attempt = mail.attempts + 1;
    await ctx.db.patch(mailId, { attempts: attempt, nextAt: now + LEASE_MS });
    return { attempt, to: mail.to, idempotencyKey: mail.idempotencyKey };
  },
});

/** Writes down how an attempt ended. Does nothing for a claim that has been taken over. */
export const settle = internalMutation({
  args: { mailId: v.id("outgoingMail"), attempt: v.number(), outcome: vOutcome },
  returns: v.null(),
  handler: async (ctx, { mailId, attempt, outcome }): Promise<null> => {
    const mail = await ctx.db.get(mailId);
    if (mail?.status !== "queued" || mail.attempts !== attempt) return null;
    switch (outcome.kind) {
      case "sent":
        await markSent(ctx, mail);
        return null;
      case "dropped":
        await ctx.db.patch(mailId, { ...settled("dropped"), lastError: outcome.reason });
        return null;
      case "failed":
        await retryOrGiveUp(ctx, mail, outcome.reason.slice(0, REASON_MAX_CHARACTERS));
        return null;
      default:
        return outcome satisfies never;
    }
  },
});

/** Every minute: takes up what a dead delivery left behind, and deletes what is long settled. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const now = Date.now();
    for (const mail of await dueRows(ctx, "queued", now)) {
      await ctx.scheduler.runAfter(0, internal.mail.deliver.send, { mailId: mail._id });
    }
    for (const status of ["sent", "failed", "dropped"] as const) {
      for (const mail of await dueRows(ctx, status, now)) await ctx.db.delete(mail._id);
    }
    return null;
  },
});

/**
 * For operations, once the cause is mended: queues failed mail again, at most 50 rows a call.
 * Answers how many; mail that was overtaken meanwhile is dropped when its turn comes.
 */
export const retryFailed = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx): Promise<number> => {
    const failed = await ctx.db
      .query("outgoingMail")
      .withIndex("by_status_next", (q) => q.eq("status", "failed"))
      .take(BATCH);
    for (const mail of failed) {
      await ctx.db.patch(mail._id, { status: "queued", attempts: 0, nextAt: Date.now() });
      await tellInvitation(ctx, mail, "queued");
      await ctx.scheduler.runAfter(0, internal.mail.deliver.send, { mailId: mail._id });
    }
    return failed.length;
  },
});

async function dueRows(ctx: MutationCtx, status: Doc<"outgoingMail">["status"], now: number) {
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_status_next", (q) => q.eq("status", status).lte("nextAt", now))
    .take(BATCH);
}

function settled<Status extends "sent" | "failed" | "dropped">(status: Status) {
  return { status, nextAt: Date.now() + KEPT_AFTER_SETTLING_MS };
}

async function markSent(ctx: MutationCtx, mail: Doc<"outgoingMail">) {
  const sentAt = Date.now();
  await ctx.db.patch(mail._id, { ...settled("sent"), sentAt, lastError: undefined });
  await tellInvitation(ctx, mail, "sent", sentAt);
  if (mail.about.kind !== "invitation") return;
  const { found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId: mail.about.invitationId,
    now: sentAt,
  });
  if (!found) return;
  await recordEvent(ctx, found.invitation, {
    type: "sent",
    at: sentAt,
    actor: systemActor,
    detail: { to: mail.to },
  });
}

async function retryOrGiveUp(ctx: MutationCtx, mail: Doc<"outgoingMail">, reason: string) {
  const wait = RETRY_AFTER_MS[mail.attempts - 1];
  if (wait === undefined) {
    await giveUp(ctx, mail, reason);
    return;
  }
  await ctx.db.patch(mail._id, { nextAt: Date.now() + wait, lastError: reason });
  await ctx.scheduler.runAfter(wait, internal.mail.deliver.send, { mailId: mail._id });
}

async function giveUp(ctx: MutationCtx, mail: Doc<"outgoingMail">, reason: string) {
  await ctx.db.patch(mail._id, { ...settled("failed"), lastError: reason });
  await tellInvitation(ctx, mail, "failed");
}

/** An invitation's row says how far its own mail got; other mail about it changes nothing there. */
async function tellInvitation(
  ctx: MutationCtx,
  mail: Doc<"outgoingMail">,
  deliveryStatus: "queued" | "sent" | "failed",
  sentAt?: number,
) {
  if (mail.about.kind !== "invitation") return;
  await ctx.runMutation(components.betterAuth.invitationWrites.setDelivery, {
    invitationId: mail.about.invitationId,
    deliveryStatus,
    ...(sentAt === undefined ? {} : { sentAt }),
  });
}
