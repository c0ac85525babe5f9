import { v } from "convex/values";
import { components, internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { takeLetterTo } from "../access/recipients";
import { queueLetters } from "../letters/queue";
import { reminder } from "../letters/reminder";
import { recordEvent, systemActor } from "../records/events";
import { undeliverableAt } from "../records/undeliverable";
import { lettersLeft } from "../rules/recipients";

/** One transaction's worth: 4 reads and 4 writes each. */
const BATCH = 100;

/** Reminds invitees of what expires soon, once each, and goes on at once while there are more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const now = Date.now();
    const { taken, toSend } = await ctx.runMutation(
      components.betterAuth.invitationWrites.takeDueReminders,
      { now, limit: BATCH },
    );
    const reminded = [];
    for (const invitation of toSend) {
      if (await undeliverableAt(ctx, invitation)) continue;
      // A mailbox at its limit is left alone, and what is not sent does not count.
      const { organizationId, email } = invitation;
      const letters = await takeLetterTo(ctx, email, { at: now, organizationId });
      if (!letters) continue;
      reminded.push(invitation);
      const { nextAt: restrainedUntil } = lettersLeft(letters, organizationId, now);
      if (restrainedUntil === undefined) continue;
      await ctx.runMutation(components.betterAuth.invitationWrites.noteFact, {
        invitationId: invitation.id,
        restrainedUntil,
      });
    }
    await queueLetters(
      ctx,
      reminder,
      reminded.map(({ id: invitationId, email, organizationId, expiresAt }) => ({
        to: email,
        organizationId,
        about: { invitationId, expiresAt },
      })),
    );
    for (const invitation of reminded) {
      await recordEvent(ctx, invitation, { type: "reminded", at: now, actor: systemActor });
    }
    if (taken === BATCH) {
      await ctx.scheduler.runAfter(0, internal.jobs.remindInvitees.sweep, {});
    }
    return null;
  },
});
