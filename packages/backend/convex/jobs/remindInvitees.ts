import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { queueMail } from "../mail/queue";
import { recordEvent, systemActor } from "../records/events";

/** One transaction's worth: 2 reads, 3 writes and 1 scheduled delivery each. */
const BATCH = 100;

/** Reminds the invited of what expires soon, once each, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const now = Date.now();
    const { taken, toSend } = await ctx.runMutation(
      components.betterAuth.invitationWrites.takeDueReminders,
      { now, limit: BATCH },
    );
    for (const invitation of toSend) {
      const { id: invitationId, email, expiresAt } = invitation;
      await queueMail(ctx, email, { kind: "reminder", invitationId, expiresAt });
      await recordEvent(ctx, invitation, { type: "reminded", at: now, actor: systemActor });
    }
    if (taken === BATCH) {
      await ctx.scheduler.runAfter(0, internal.jobs.remindInvitees.sweep, {});
    }
    return null;
  },
});
