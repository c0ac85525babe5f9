import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { trailRetentionDays } from "../environment";
import { DAY } from "../rules/time";

/** Of each trail: far below what one transaction may write. */
const BATCH = 200;

/** Deletes events that are older than the deployment keeps them, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const keptSince = Date.now() - trailRetentionDays() * DAY;
    let isMore = false;
    for (const trail of ["invitationEvents", "accountEvents"] as const) {
      const old = await ctx.db
        .query(trail)
        .withIndex("by_creation_time", (q) => q.lt("_creationTime", keptSince))
        .take(BATCH);
      for (const { _id } of old) await ctx.db.delete(_id);
      isMore ||= old.length === BATCH;
    }
    if (isMore) await ctx.scheduler.runAfter(0, internal.jobs.sweepTrail.sweep, {});
    return null;
  },
});
