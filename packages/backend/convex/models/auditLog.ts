import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { query } from "../_generated/server";
import { requireActingRole } from "../access/session";
import { pageSize, vPageOf } from "../betterAuth/pages";
import { refuseUnless } from "../refuse";
import { canSeeInvitations } from "../rules/roles";
import { vActor, vEventDetail, vEventType } from "../shapes";

/**
 * A page of the audit trail, newest first: of the organization or of one invitation, of every kind of
 * event or of one. For owners, admins and platform admins. Refuses: not_signed_in, not_found, not_allowed.
 */
export const list = query({
  args: {
    organizationId: v.string(),
    invitationId: v.optional(v.string()),
    type: v.optional(vEventType),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(
    v.object({
      id: v.id("invitationEvents"),
      type: vEventType,
      at: v.number(),
      actor: vActor,
      /** Absent for what happened to a membership; then `detail` names the member. */
      invitation: v.optional(v.object({ id: v.string(), email: v.string() })),
      detail: v.optional(vEventDetail),
    }),
  ),
  handler: async (ctx, { organizationId, invitationId, type, paginationOpts }) => {
    await requireActingRole(ctx, organizationId, canSeeInvitations);
    if (invitationId !== undefined) {
      const [invitation] = await ctx.runQuery(components.betterAuth.invitationLists.byIds, {
        invitationIds: [invitationId],
      });
      refuseUnless(invitation?.organizationId === organizationId, "not_found");
    }
    const events = ctx.db.query("invitationEvents");
    const ranged = (() => {
      if (invitationId !== undefined) {
        const trail = events.withIndex("by_invitation", (q) => q.eq("invitationId", invitationId));
        // One invitation's trail is short, so its events of one kind need no index of their own.
        return type === undefined ? trail : trail.filter((q) => q.eq(q.field("type"), type));
      }
      if (type !== undefined) {
        return events.withIndex("by_organization_type", (q) =>
          q.eq("organizationId", organizationId).eq("type", type),
        );
      }
      return events.withIndex("by_organization", (q) => q.eq("organizationId", organizationId));
    })();
    const { page, isDone, continueCursor } = await ranged
      .order("desc")
      .paginate({ ...paginationOpts, numItems: pageSize(paginationOpts.numItems) });
    const invitations = await ctx.runQuery(components.betterAuth.invitationLists.byIds, {
      invitationIds: page.flatMap(({ invitationId }) => invitationId ?? []),
    });
    const addresses = new Map(invitations.map(({ id, email }) => [id, email]));
    return {
      isDone,
      continueCursor,
      page: page.map(({ _id, type, at, actor, invitationId, detail }) => ({
        id: _id,
        type,
        at,
        actor,
        invitation:
          invitationId === undefined
            ? undefined
            : { id: invitationId, email: addresses.get(invitationId) ?? "" },
        detail,
      })),
    };
  },
});
