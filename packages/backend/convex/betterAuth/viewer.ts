import { type Infer, v } from "convex/values";
import { mayStillOffer, overseeingRole, type Role } from "../rules/roles";
import type { Doc, Id } from "./_generated/dataModel";
import { type QueryCtx, query } from "./_generated/server";
import { toMember, toOrganization, toUser, vMember, vOrganization, vUser } from "./rows";

/** Who a signed token says is calling. A claim, until the session row confirms it. */
export const vClaim = v.object({ userId: v.string(), sessionId: v.string() });

export interface Claim {
  userId: string;
  sessionId: string;
}

/**
 * The user and session behind a claim, or null when that session was ended or has expired. The JWT
 * alone would keep working for a quarter of an hour after sign-out.
 */
export async function liveViewer(
  ctx: QueryCtx,
  claim: Claim,
  now: number,
): Promise<{ user: Doc<"user">; session: Doc<"session"> } | null> {
  const sessionId = ctx.db.normalizeId("session", claim.sessionId);
  const session = sessionId && (await ctx.db.get(sessionId));
  if (!session || session.userId !== claim.userId || session.expiresAt <= now) return null;
  const userId = ctx.db.normalizeId("user", claim.userId);
  const user = userId && (await ctx.db.get(userId));
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

/** What somebody may do about an organization's invitations now, as `overseeingRole` says. */
export async function standingOf(
  ctx: QueryCtx,
  organizationId: string,
  userId: string,
): Promise<Role | undefined> {
  const id = ctx.db.normalizeId("user", userId);
  return await standingOfUser(ctx, organizationId, id && (await ctx.db.get(id)));
}

/** The same of somebody whose row is at hand. */
export async function standingOfUser(
  ctx: QueryCtx,
  organizationId: string,
  user: Doc<"user"> | null,
): Promise<Role | undefined> {
  if (!user) return undefined;
  const member = await memberOf(ctx, organizationId, user._id);
  return overseeingRole(toUser(user), member ? toMember(member) : undefined);
}

/**
 * The same, as far as one offer depends on it: mostly the membership says enough, and costs half. In one
 * read a membership decides alone, so a platform admin who is also a plain member counts as that.
 */
export async function standingFor(
  ctx: QueryCtx,
  inviter: { organizationId: string; userId: string },
  { offered, reads }: { offered: Role; reads: 1 | 2 },
): Promise<Role | undefined> {
  const row = await memberOf(ctx, inviter.organizationId, inviter.userId);
  const member = row ? toMember(row) : undefined;
  if (member && (reads === 1 || mayStillOffer(member.role, offered))) return member.role;
  const id = ctx.db.normalizeId("user", inviter.userId);
  const user = id && (await ctx.db.get(id));
  return user ? overseeingRole(toUser(user), member) : undefined;
}

export async function organizationById(
  ctx: QueryCtx,
  organizationId: string,
): Promise<Doc<"organization"> | null> {
  const id: Id<"organization"> | null = ctx.db.normalizeId("organization", organizationId);
  return id && (await ctx.db.get(id));
}

/** The caller, alone. */
export const current = query({
  args: { claim: vClaim, now: v.number() },
  returns: v.union(v.null(), vUser),
  handler: async (ctx, { claim, now }) => {
    const viewer = await liveViewer(ctx, claim, now);
    return viewer && toUser(viewer.user);
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
    const viewer = await liveViewer(ctx, claim, now);
    if (!viewer) return null;
    const members = await ctx.db
      .query("member")
      .withIndex("userId", (q) => q.eq("userId", viewer.user._id))
      .take(limit);
    const memberships = [];
    for (const member of members) {
      const organization = await organizationById(ctx, member.organizationId);
      if (!organization) continue;
      memberships.push({ member: toMember(member), organization: toOrganization(organization) });
    }
    return { user: toUser(viewer.user), memberships };
  },
});

const vViewerInOrganization = v.object({
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
  returns: v.union(v.null(), vViewerInOrganization),
  handler: async (
    ctx,
    { claim, now, organization: wanted },
  ): Promise<Infer<typeof vViewerInOrganization> | null> => {
    const viewer = await liveViewer(ctx, claim, now);
    if (!viewer) return null;
    const user = toUser(viewer.user);
    const organization =
      "id" in wanted
        ? await organizationById(ctx, wanted.id)
        : await ctx.db
            .query("organization")
            .withIndex("slug", (q) => q.eq("slug", wanted.slug))
            .first();
    if (!organization) return { user };
    const member = await memberOf(ctx, organization._id, viewer.user._id);
    return {
      user,
      organization: toOrganization(organization),
      member: member ? toMember(member) : undefined,
    };
  },
});
