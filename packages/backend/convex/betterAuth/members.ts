import { type Infer, v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import type { Doc } from "./_generated/dataModel";
import { type MutationCtx, mutation, type QueryCtx, query } from "./_generated/server";
import { actingRoleOf, liveCaller, memberOf, userByEmail, vClaim } from "./caller";
import { pageOf, vPageOf, vPageRequest } from "./pages";
import { toMember, toUser } from "./rows";
import schema from "./schema";
import { type User, vAdministratorsFrom, vMember, vRole, vUser } from "./shapes";

const vMemberWithUser = v.object({ member: vMember, user: vUser });

/** A page of members with the people behind them, oldest first. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: vPageRequest },
  returns: vPageOf(vMemberWithUser),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    const { page, ...rest } = await pageOf(
      paginator(ctx.db, schema)
        .query("member")
        .withIndex("organizationId", (q) => q.eq("organizationId", organizationId)),
      paginationOpts,
    );
    const rows = [];
    for (const member of page) {
      const userId = ctx.db.normalizeId("user", member.userId);
      const user = userId && (await ctx.db.get(userId));
      if (user) rows.push({ member: toMember(member), user: toUser(user) });
    }
    return { ...rest, page: rows };
  },
});

/** Owners, then admins, at most `limit` together; `next` while there may be more. */
export const administrators = query({
  args: { organizationId: v.string(), limit: v.number(), from: v.optional(vAdministratorsFrom) },
  returns: v.object({ users: v.array(vUser), next: v.optional(vAdministratorsFrom) }),
  handler: async (ctx, { organizationId, limit, from }) => {
    const users: User[] = [];
    for (const role of from?.role === "admin" ? adminsAlone : ownersAndAdmins) {
      const cursor = role === from?.role ? from.cursor : null;
      if (users.length >= limit) return { users, next: { role, cursor } };
      const { page, isDone, continueCursor } = await pageOf(
        paginator(ctx.db, schema)
          .query("member")
          .withIndex("organizationId_role", (q) =>
            q.eq("organizationId", organizationId).eq("role", role),
          ),
        { numItems: limit - users.length, cursor },
      );
      for (const member of page) {
        const userId = ctx.db.normalizeId("user", member.userId);
        const user = userId && (await ctx.db.get(userId));
        if (user) users.push(toUser(user));
      }
      if (!isDone) return { users, next: { role, cursor: continueCursor } };
    }
    return { users };
  },
});

const adminsAlone = ["admin"] as const;
const ownersAndAdmins = ["owner", ...adminsAlone] as const;

/** Who reads an address, and the role that they act with, as `actingRole` says; null for a stranger. */
export const readerOfAddress = query({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.union(v.null(), v.object({ userId: v.string(), role: vRole })),
  handler: async (ctx, { organizationId, email }) => {
    const user = await userByEmail(ctx, email);
    const role = user && (await actingRoleOf(ctx, organizationId, user));
    return role ? { userId: user._id, role } : null;
  },
});

const vManaged = v.object({
  isSignedIn: v.boolean(),
  user: v.optional(vUser),
  actor: v.optional(vMember),
  target: v.optional(vMember),
  /** The person behind the membership. */
  targetUser: v.optional(vUser),
  /** Nobody else in the organization owns it. */
  targetIsLastOwner: v.boolean(),
});

/** A membership and who wants to change it; `actor` is absent for a person outside. */
export const managed = query({
  args: { memberId: v.string(), claim: vClaim, now: v.number() },
  returns: vManaged,
  handler: async (ctx, { memberId, claim, now }): Promise<Infer<typeof vManaged>> => {
    const caller = await liveCaller(ctx, claim, now);
    if (!caller) return { isSignedIn: false, targetIsLastOwner: false };
    const target = await memberById(ctx, memberId);
    const actor = target && (await memberOf(ctx, target.organizationId, caller.user._id));
    const userId = target && ctx.db.normalizeId("user", target.userId);
    const targetUser = userId && (await ctx.db.get(userId));
    return {
      isSignedIn: true,
      user: toUser(caller.user),
      targetUser: targetUser ? toUser(targetUser) : undefined,
      actor: actor ? toMember(actor) : undefined,
      target: target ? toMember(target) : undefined,
      targetIsLastOwner: target !== null && (await isLastOwner(ctx, target)),
    };
  },
});

/** One person's membership, and whether they are the last owner; null without one. */
export const find = query({
  args: { organizationId: v.string(), userId: v.string() },
  returns: v.union(v.null(), v.object({ member: vMember, isLastOwner: v.boolean() })),
  handler: async (ctx, { organizationId, userId }) => {
    const member = await memberOf(ctx, organizationId, userId);
    return member && { member: toMember(member), isLastOwner: await isLastOwner(ctx, member) };
  },
});

export const setRole = mutation({
  args: { memberId: v.string(), role: vRole },
  returns: v.null(),
  handler: async (ctx, { memberId, role }) => {
    await ctx.db.patch((await requireMemberRow(ctx, memberId))._id, { role });
    return null;
  },
});

/** Ends a membership, and in every session of that person where the organization was the active one. */
export const remove = mutation({
  args: { memberId: v.string() },
  returns: v.null(),
  handler: async (ctx, { memberId }) => {
    const { _id, organizationId, userId } = await requireMemberRow(ctx, memberId);
    await ctx.db.delete(_id);
    const sessions = await ctx.db
      .query("session")
      .withIndex("userId", (q) => q.eq("userId", userId))
      .collect();
    for (const session of sessions) {
      if (session.activeOrganizationId !== organizationId) continue;
      await ctx.db.patch(session._id, { activeOrganizationId: null });
    }
    return null;
  },
});

/** Two rows of an index tell, however many members there are. */
async function isLastOwner(
  ctx: QueryCtx,
  { organizationId, role }: Doc<"member">,
): Promise<boolean> {
  if (role !== "owner") return false;
  const owners = await ctx.db
    .query("member")
    .withIndex("organizationId_role", (q) =>
      q.eq("organizationId", organizationId).eq("role", "owner"),
    )
    .take(2);
  return owners.length === 1;
}

async function memberById(ctx: QueryCtx, memberId: string): Promise<Doc<"member"> | null> {
  const id = ctx.db.normalizeId("member", memberId);
  return id && (await ctx.db.get(id));
}

async function requireMemberRow(ctx: MutationCtx, memberId: string): Promise<Doc<"member">> {
  const member = await memberById(ctx, memberId);
  if (!member) throw new Error(`No member ${memberId} to change`);
  return member;
}
