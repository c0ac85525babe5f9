import { v } from "convex/values";
import { type MutationCtx, mutation } from "./_generated/server";
import { change, requireRow } from "./invitationWrites";
import { vDeliveryStatus } from "./shapes";

/** How far an invitation's mail got, on its row. As the other writes, none of these decides whether a letter is the newest. */

/** An address is invited and renewed a few times at most; older ones than these have long been history. */
const ROWS_LOOKED_AT = 20;

/** What became of its newest mail. */
export const setFate = mutation({
  args: {
    invitationId: v.string(),
    deliveryStatus: vDeliveryStatus,
    deliveryReason: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, deliveryStatus, deliveryReason }) => {
    const invitation = await requireRow(ctx, invitationId);
    await change(ctx, invitation, { deliveryStatus, deliveryReason });
    return null;
  },
});

/** Mail to an address has stopped, or without `stopped` is allowed again: on its invitations that are open. */
export const setMailStopped = mutation({
  args: {
    organizationId: v.string(),
    email: v.string(),
    stopped: v.optional(
      v.object({ deliveryStatus: vDeliveryStatus, deliveryReason: v.optional(v.string()) }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { organizationId, email, stopped }) => {
    for (const invitation of await invitationsOf(ctx, organizationId, email)) {
      if (!stopped) {
        if (invitation.mailStopped) await change(ctx, invitation, { mailStopped: undefined });
        continue;
      }
      if (invitation.status !== "pending" && invitation.status !== "expired") continue;
      const isQueued = invitation.deliveryStatus === "queued";
      await change(ctx, invitation, { mailStopped: true, ...(isQueued ? stopped : {}) });
    }
    return null;
  },
});

async function invitationsOf(ctx: MutationCtx, organizationId: string, email: string) {
  return await ctx.db
    .query("invitation")
    .withIndex("organizationId_email_decidedAt", (q) =>
      q.eq("organizationId", organizationId).eq("email", email),
    )
    .order("desc")
    .take(ROWS_LOOKED_AT);
}
