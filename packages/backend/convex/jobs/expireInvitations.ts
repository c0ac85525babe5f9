import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { recordExpiries } from "../lifecycle/expire";

/** One transaction's worth: 2 reads and 2 writes each, far from a transaction's limits. */
const BATCH = 200;

/** Marks invitations whose moment has passed, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const expired = await ctx.runMutation(components.betterAuth.invitationWrites.expireDue, {
      now: Date.now(),
      limit: BATCH,
    });
    await recordExpiries(ctx, expired);
    if (expired.length === BATCH) {
      await ctx.scheduler.runAfter(0, internal.jobs.expireInvitations.sweep, {});
    }
    return null;
  },
});
