import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { noteGivenUp, noteQueuedAgain } from "../lifecycle/mailFate";
import { type Lane, lanes } from "../outbox/lanes";
import { wakeAt } from "../outbox/queue";
import { SECOND } from "../rules/time";
import { stateOf } from "./rounds";

/** What looks after the outbox beside delivery itself. */

const BATCH = 50;
/** Settled rows of each kind that one transaction deletes. */
const DELETED = 300;
/** Then the next minute's sweep goes on with it: less than a minute, so that no two of them do the same work. */
const DELETING_MS = 50 * SECOND;

/** Every minute: each lane goes on whose round died, and rows that are long settled go. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    for (const lane of lanes) await wakeAt(ctx, lane, Date.now());
    const until = Date.now() + DELETING_MS;
    await ctx.scheduler.runAfter(0, internal.mail.outbox.deleteSettled, { until });
    return null;
  },
});

/** Goes on at once while there is more, so that it keeps up with whatever was sent a month ago, but not into the next minute. */
export const deleteSettled = internalMutation({
  args: { until: v.number() },
  returns: v.null(),
  handler: async (ctx, { until }): Promise<null> => {
    const now = Date.now();
    let isMore = false;
    for (const status of ["sent", "failed", "dropped"] as const) {
      const due = await ctx.db
        .query("outgoingMail")
        .withIndex("by_status_delete", (q) => q.eq("status", status).lte("deleteAt", now))
        .take(DELETED);
      for (const mail of due) await ctx.db.delete(mail._id);
      isMore ||= due.length === DELETED;
    }
    if (isMore && now < until) {
      await ctx.scheduler.runAfter(0, internal.mail.outbox.deleteSettled, { until });
    }
    return null;
  },
});

/** What follows for others when a mail was given up; nothing when it was queued again meanwhile. */
export const tellGivenUp = internalMutation({
  args: { mailId: v.id("outgoingMail"), at: v.number() },
  returns: v.null(),
  handler: async (ctx, { mailId, at }): Promise<null> => {
    const mail = await ctx.db.get(mailId);
    if (mail?.status === "failed") await noteGivenUp(ctx, mail, at);
    return null;
  },
});

/**
 * For operations, once the cause is mended: queues failed mail again, at most 50 rows a call, and lets no lane wait any
 * longer. Answers how many; mail that was overtaken meanwhile is dropped when its turn comes.
 */
export const retryFailed = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx): Promise<number> => {
    const now = Date.now();
    const failed = await ctx.db
      .query("outgoingMail")
      .withIndex("by_status_delete", (q) => q.eq("status", "failed"))
      .take(BATCH);
    for (const mail of failed) {
      await ctx.db.patch(mail._id, {
        status: "queued",
        attempts: 0,
        nextAt: now,
        deleteAt: undefined,
        // Asked for anew: whether it comes twice is the operator's to know.
        mayBeTwice: undefined,
        fate: undefined,
      });
      await noteQueuedAgain(ctx, mail);
    }
    const pace = await ctx.db.query("mailPace").first();
    if (pace) await ctx.db.delete(pace._id);
    for (const lane of lanes) {
      await standStillNoMore(ctx, lane, now);
      await wakeAt(ctx, lane, now);
    }
    return failed.length;
  },
});

/** A lane that is awake with a batch may be handing it over: that goes on, or is taken over when its lease has run out. */
async function standStillNoMore(ctx: MutationCtx, lane: Lane, now: number): Promise<void> {
  const { _id, awakeUntil } = await stateOf(ctx, lane);
  const batches = await ctx.db
    .query("mailBatches")
    .withIndex("by_next", (q) => q.eq("lane", lane))
    .take(BATCH);
  const isUnderWay = awakeUntil > now && batches.length > 0;
  await ctx.db.patch(_id, {
    pausedUntil: 0,
    troubles: 0,
    ...(isUnderWay ? {} : { awakeUntil: 0 }),
  });
  if (isUnderWay) return;
  for (const batch of batches) {
    await ctx.db.patch(batch._id, { nextAt: Math.min(batch.nextAt, now) });
  }
}
