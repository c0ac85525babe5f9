import { v } from "convex/values";
import { refuse } from "../refuse";
import { mayInviteTo } from "../rules/roles";
import { mutation } from "./_generated/server";
import { actingRoleOf, memberOf } from "./caller";
import { change, inviterOf, requireRow } from "./invitationWrites";
import { toInvitation } from "./rows";

/**
 * The invited person joins: membership unless there is one, the invitation accepted and its links dead
 * with it, the organization active in that session. `verifiesAddress` when the link proved a mailbox
 * that was unproven. `inviterEmail` is whom to tell. Refuses `revoked` when the inviter could not make it any
 * more, a decision that only these reads can make.
 *
 * A link works while its invitation is pending, and `reopen` opens none that was used, so the links'
 * own rows stay as they are: ending each would cost two reads a link, and joining has a budget.
 */
export const join = mutation({
  args: {
    invitationId: v.string(),
    user: v.object({ id: v.string(), name: v.string() }),
    sessionId: v.string(),
    verifiesAddress: v.boolean(),
    /** When the caller has just seen the membership. */
    isMember: v.optional(v.boolean()),
    now: v.number(),
  },
  returns: v.object({ joined: v.boolean(), inviterEmail: v.optional(v.string()) }),
  handler: async (ctx, { invitationId, user, sessionId, verifiesAddress, isMember, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    const userId = ctx.db.normalizeId("user", user.id);
    const session = ctx.db.normalizeId("session", sessionId);
    if (!userId || !session) throw new Error(`Joining without an account or a session: ${user.id}`);

    const { role } = toInvitation(invitation);
    const inviter = await inviterOf(ctx, invitation);
    const joins = !isMember && !(await memberOf(ctx, invitation.organizationId, userId));
    if (joins) {
      // Revoking all that a demoted inviter sent may take several transactions, and this one may come between them.
      const inviterRole = await actingRoleOf(ctx, invitation.organizationId, inviter);
      if (!mayInviteTo(inviterRole, role)) refuse("revoked");
      await ctx.db.insert("member", {
        organizationId: invitation.organizationId,
        userId,
        role,
        createdAt: now,
        designation: invitation.designation,
        department: invitation.department,
      });
    }
    await change(ctx, invitation, {
      status: "accepted",
      decidedAt: now,
      acceptedAt: now,
      acceptedBy: userId,
      acceptedByName: user.name,
    });
    await ctx.db.patch(session, { activeOrganizationId: invitation.organizationId });
    if (verifiesAddress) await ctx.db.patch(userId, { emailVerified: true, updatedAt: now });
    return { joined: joins, inviterEmail: inviter?.email };
  },
});
