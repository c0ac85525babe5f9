import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { mutation, query } from "../_generated/server";
import { requireManagedMember } from "../access/members";
import { requireMember } from "../access/session";
import { vPageOf } from "../betterAuth/pages";
import { vRole } from "../betterAuth/shapes";
import { changeMemberRole } from "../lifecycle/changeRole";
import { endMembership } from "../lifecycle/endMembership";
import { refuse } from "../refuse";
import { changeRoleRefusal, leaveRefusal, removeRefusal } from "../rules/membership";

/** The organization's people, oldest membership first, for any of its members. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      id: v.string(),
      userId: v.string(),
      name: v.string(),
      email: v.string(),
      image: v.optional(v.string()),
      role: vRole,
      createdAt: v.number(),
      designation: v.optional(v.string()),
      department: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    await requireMember(ctx, organizationId);
    const members = await ctx.runQuery(components.betterAuth.members.list, {
      organizationId,
      paginationOpts,
    });
    return {
      ...members,
      page: members.page.map(({ member, user: { name, email, image } }) => {
        const { organizationId: _, ...row } = member;
        return { ...row, name, email, image };
      }),
    };
  },
});

/**
 * Gives a member another role, and tells them; pending invitations that they could not make with it are revoked. Refuses: not_signed_in,
 * not_found, not_allowed (owners are made and changed by owners alone), last_owner.
 */
export const changeRole = mutation({
  args: { memberId: v.string(), role: vRole },
  returns: v.null(),
  handler: async (ctx, { memberId, role }) => {
    const { user, actor, target, targetUser } = await requireManagedMember(ctx, memberId);
    const problem = changeRoleRefusal({ actor, target, to: role });
    if (problem) refuse(problem);
    if (role === target.role) return null;
    const change = { member: target, person: targetUser, by: user };
    await changeMemberRole(ctx, change, role, Date.now());
    return null;
  },
});

/**
 * Ends a membership and everything it gave, and tells its person: projects, open pages, the active organization of that
 * person's sessions, the pending invitations they sent. Refuses: not_signed_in, not_found, not_allowed, last_owner.
 */
export const remove = mutation({
  args: { memberId: v.string() },
  returns: v.null(),
  handler: async (ctx, { memberId }) => {
    const { user, targetUser, ...change } = await requireManagedMember(ctx, memberId);
    const problem = removeRefusal(change);
    if (problem) refuse(problem);
    await endMembership(ctx, { member: change.target, person: targetUser, by: user }, Date.now());
    return null;
  },
});

/** The caller leaves, and the pending invitations they sent with them. Refuses: not_signed_in, not_found, last_owner. */
export const leave = mutation({
  args: { organizationId: v.string() },
  returns: v.null(),
  handler: async (ctx, { organizationId }) => {
    const { member, user } = await requireMember(ctx, organizationId);
    const { userId } = member;
    const membership = await ctx.runQuery(components.betterAuth.members.find, {
      organizationId,
      userId,
    });
    const problem = membership && leaveRefusal({ role: member.role, ...membership });
    if (problem) refuse(problem);
    await endMembership(ctx, { member, person: user, by: user }, Date.now());
    return null;
  },
});
