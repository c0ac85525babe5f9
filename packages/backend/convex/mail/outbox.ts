import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { noteQueuedAgain } from "../lifecycle/mailFate";
import { lanes } from "../outbox/lanes";
import { wakeAt } from "../outbox/queue";
import { stateOf } from "./rounds";

/** What looks after the outbox beside delivery itself. */

const BATCH = 50;
/** Settled rows of each kind that one transaction deletes. */
const DELETED = 300;

/** Every minute: each lane goes on whose round died, and rows that are long settled go. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    for (const lane of lanes) await wakeAt(ctx, lane, Date.now());
    await ctx.scheduler.runAfter(0, internal.mail.outbox.deleteSettled, {});
    return null;
  },
});

/** Goes on at once while there is more, so that it keeps up with whatever was sent a month ago. */
export const deleteSettled = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
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
    if (isMore) await ctx.scheduler.runAfter(0, internal.mail.outbox.deleteSettled, {});
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
      await ctx.db.patch((await stateOf(ctx, lane))._id, { pausedUntil: 0, troubles: 0 });
      await wakeAt(ctx, lane, now);
    }
    return failed.length;
  },
});
