import { type Infer, v } from "convex/values";
import { actingRole, mayInviteTo, type Role } from "../rules/roles";
import type { Doc } from "./_generated/dataModel";
import { type QueryCtx, query } from "./_generated/server";
import { toMember, toOrganization, toUser } from "./rows";
import { vMember, vOrganization, vUser } from "./shapes";

/** Who a signed token says is calling. A claim, until the session row confirms it. */
export const vClaim = v.object({ userId: v.string(), sessionId: v.string() });
export type Claim = Infer<typeof vClaim>;

/**
 * The user and session behind a claim, or null when that session was ended or has expired. The JWT
 * alone would keep working for a quarter of an hour after sign-out.
 */
export async function liveCaller(
  ctx: QueryCtx,
  claim: Claim,
  now: number,
): Promise<{ user: Doc<"user">; session: Doc<"session"> } | null> {
  const sessionId = ctx.db.normalizeId("session", claim.sessionId);
  const session = sessionId && (await ctx.db.get(sessionId));
  if (!session || session.userId !== claim.userId || session.expiresAt <= now) return null;
  const user = await userById(ctx, claim.userId);
  return user ? { user, session } : null;
}

export async function userByEmail(ctx: QueryCtx, email: string): Promise<Doc<"user"> | null> {
  return await ctx.db
    .query("user")
    .withIndex("email_name", (q) => q.eq("email", email))
    .first();
}

export async function memberOf(
  ctx: QueryCtx,
  organizationId: string,
  userId: string,
): Promise<Doc<"member"> | null> {
  return await ctx.db
    .query("member")
    .withIndex("organizationId_userId", (q) =>
      q.eq("organizationId", organizationId).eq("userId", userId),
    )
    .first();
}

/** The role that a user acts with on an organization's invitations, as `actingRole` says. */
export async function actingRoleOf(
  ctx: QueryCtx,
  organizationId: string,
  user: Doc<"user"> | null,
): Promise<Role | undefined> {
  if (!user) return undefined;
  const member = await memberOf(ctx, organizationId, user._id);
  return actingRole(toUser(user), member ? toMember(member) : undefined);
}

/**
 * Whether an invitation may be repeated without a person deciding: its inviter's membership has to allow it, and only for
 * an inviter without one does the right over the platform. A platform admin who is a viewer here can invite by hand; the
 * policy does not do it for them. One rule for the page and the automatic re-invitation, which must never disagree.
 */
export async function isRepeatable(
  ctx: QueryCtx,
  { organizationId, inviterId, role }: { organizationId: string; inviterId: string; role: Role },
): Promise<boolean> {
  const member = await memberOf(ctx, organizationId, inviterId);
  if (member) return mayInviteTo(toMember(member).role, role);
  const user = await userById(ctx, inviterId);
  return user !== null && mayInviteTo(actingRole(toUser(user), undefined), role);
}

export async function userById(ctx: QueryCtx, userId: string): Promise<Doc<"user"> | null> {
  const id = ctx.db.normalizeId("user", userId);
  return id && (await ctx.db.get(id));
}

export async function organizationById(
  ctx: QueryCtx,
  organizationId: string,
): Promise<Doc<"organization"> | null> {
  const id = ctx.db.normalizeId("organization", organizationId);
  return id && (await ctx.db.get(id));
}

/** The caller, alone. */
export const current = query({
  args: { claim: vClaim, now: v.number() },
  returns: v.union(v.null(), vUser),
  handler: async (ctx, { claim, now }) => {
    const caller = await liveCaller(ctx, claim, now);
    return caller && toUser(caller.user);
  },
});

/** The caller and where they are a member, at most `limit` places. */
export const memberships = query({
  args: { claim: vClaim, now: v.number(), limit: v.number() },
  returns: v.union(
    v.null(),
    v.object({
      user: vUser,
      memberships: v.array(v.object({ member: vMember, organization: vOrganization })),
    }),
  ),
  handler: async (ctx, { claim, now, limit }) => {
    const caller = await liveCaller(ctx, claim, now);
    if (!caller) return null;
    const members = await ctx.db
      .query("member")
      .withIndex("userId", (q) => q.eq("userId", caller.user._id))
      .take(limit);
    const memberships = [];
    for (const member of members) {
      const organization = await organizationById(ctx, member.organizationId);
      if (!organization) continue;
      memberships.push({ member: toMember(member), organization: toOrganization(organization) });
    }
    return { user: toUser(caller.user), memberships };
  },
});

const vCallerInOrganization = v.object({
  user: vUser,
  organization: v.optional(vOrganization),
  member: v.optional(vMember),
});

/** The caller in one organization, found by id or by slug. `member` is absent for an outsider. */
export const inOrganization = query({
  args: {
    claim: vClaim,
    now: v.number(),
    organization: v.union(v.object({ id: v.string() }), v.object({ slug: v.string() })),
  },
  returns: v.union(v.null(), vCallerInOrganization),
  handler: async (
    ctx,
    { claim, now, organization: wanted },
  ): Promise<Infer<typeof vCallerInOrganization> | null> => {
    const caller = await liveCaller(ctx, claim, now);
    if (!caller) return null;
    const user = toUser(caller.user);
    const organization =
      "id" in wanted
        ? await organizationById(ctx, wanted.id)
        : await ctx.db
            .query("organization")
            .withIndex("slug", (q) => q.eq("slug", wanted.slug))
            .first();
    if (!organization) return { user };
    const member = await memberOf(ctx, organization._id, caller.user._id);
    return {
      user,
      organization: toOrganization(organization),
      member: member ? toMember(member) : undefined,
    };
  },
});
