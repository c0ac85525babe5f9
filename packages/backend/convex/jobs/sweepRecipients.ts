import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { forgetRecipients } from "../records/recipients";

const BATCH = 200;

/** Deletes which letters went to a mailbox once no limit looks back that far; goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const forgotten = await forgetRecipients(ctx, Date.now(), BATCH);
    if (forgotten === BATCH) {
      await ctx.scheduler.runAfter(0, internal.jobs.sweepRecipients.sweep, {});
    }
    return null;
  },
});
