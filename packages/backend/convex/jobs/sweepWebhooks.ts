import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { DAY } from "../rules/time";

const BATCH = 200;

/** Providers try again for somewhat more than a day. */
const KEPT_MS = 3 * DAY;

/** Deletes the ids of webhooks that nobody sends any more, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const old = await ctx.db
      .query("takenWebhooks")
      .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - KEPT_MS))
      .take(BATCH);
    for (const { _id } of old) await ctx.db.delete(_id);
    if (old.length === BATCH)
      await ctx.scheduler.runAfter(0, internal.jobs.sweepWebhooks.sweep, {});
    return null;
  },
});
