import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { query } from "../_generated/server";
import { requireActingRole } from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { refuseUnless } from "../refuse";
import { canSeeInvitations } from "../rules/roles";
import schema from "../schema";
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
      /** Absent for what concerns no invitation; then `detail` names the member, the project or what changed. */
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
    const events = paginator(ctx.db, schema).query("invitationEvents");
    const rows = (() => {
      if (invitationId !== undefined) {
        const trail = events
          .withIndex("by_invitation", (q) => q.eq("invitationId", invitationId))
          .order("desc");
        // One invitation's trail is short, so its events of one kind need no index of their own.
        return type === undefined ? trail : trail.filterWith(async (event) => event.type === type);
      }
      if (type !== undefined) {
        return events
          .withIndex("by_organization_type", (q) =>
            q.eq("organizationId", organizationId).eq("type", type),
          )
          .order("desc");
      }
      return events
        .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
        .order("desc");
    })();
    const { page, ...rest } = await pageOf<Doc<"invitationEvents">>(rows, paginationOpts);
    const invitations = await ctx.runQuery(components.betterAuth.invitationLists.byIds, {
      invitationIds: page.flatMap(({ invitationId }) => invitationId ?? []),
    });
    const addresses = new Map(invitations.map(({ id, email }) => [id, email]));
    return {
      ...rest,
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
