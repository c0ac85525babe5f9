import { v } from "convex/values";
import { components } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { DAY } from "../rules/time";

/**
 * Forgets what was taken of limits, the last day's excepted: nothing else does, and guesses at made-up addresses would fill
 * the table. By then every window has turned and every bucket that rests is full; one in use all the time is filled once.
 */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    // In batches of its own.
    await ctx.runMutation(components.rateLimiter.lib.clearAll, { before: Date.now() - DAY });
    return null;
  },
});
