import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { CODE_MAX_AGE_MS } from "../records/codes";

const BATCH = 200;

/** Deletes codes, sign-ups that wait for one, and links to set a password, that are of no use any more; goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const now = Date.now();
    const due = { now, limit: BATCH };
    // While its letter waits, a code can be past its moment and is renewed when the letter leaves.
    const codes = await ctx.runMutation(components.betterAuth.codes.sweep, {
      ...due,
      now: now - CODE_MAX_AGE_MS,
    });
    const signUps = await ctx.runMutation(components.betterAuth.pendingSignUps.sweep, due);
    const resets = await ctx.runMutation(components.betterAuth.passwordResets.sweep, due);
    if (codes === BATCH || signUps === BATCH || resets === BATCH)
      await ctx.scheduler.runAfter(0, internal.jobs.sweepCodes.sweep, {});
    return null;
  },
});
