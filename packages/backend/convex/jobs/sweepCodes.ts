import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";

const BATCH = 200;

/** Deletes codes that can no longer be used, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const deleted = await ctx.runMutation(components.betterAuth.codes.sweep, {
      now: Date.now(),
      limit: BATCH,
    });
    if (deleted === BATCH) await ctx.scheduler.runAfter(0, internal.jobs.sweepCodes.sweep, {});
    return null;
  },
});
