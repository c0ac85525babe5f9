import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Claim } from "../betterAuth/caller";
import type { Member, Organization, User } from "../betterAuth/shapes";
import { refuse, refuseUnless } from "../refuse";
import { unprovenRefusal } from "../rules/proof";
import { actingRole, type Role } from "../rules/roles";

type Ctx = QueryCtx | MutationCtx;

/** Who the signed token names, without asking whether that session still lives. */
export async function claimOf(ctx: Ctx): Promise<Claim | null> {
  const identity = await ctx.auth.getUserIdentity();
  if (!identity || typeof identity.sessionId !== "string") return null;
  return { userId: identity.subject, sessionId: identity.sessionId };
}

export async function requireClaim(ctx: Ctx): Promise<Claim> {
  return (await claimOf(ctx)) ?? refuse("not_signed_in");
}

/** The signed-in person; the session row is checked, so signing out counts at once. */
export async function requireSession(ctx: Ctx): Promise<{ user: User; claim: Claim }> {
  const claim = await requireClaim(ctx);
  const user = await ctx.runQuery(components.betterAuth.caller.current, {
    claim,
    now: Date.now(),
  });
  return user ? { user, claim } : refuse("not_signed_in");
}

/** For what lets a letter leave or makes a link. Refuses: address_unproven. */
export function requireProven(user: Pick<User, "emailVerified">): void {
  const code = unprovenRefusal(user);
  if (code) refuse(code);
}

/** The signed-in person with the organizations they are in, at most `limit` of them. */
export async function requireMemberships(ctx: Ctx, limit: number) {
  const caller = await ctx.runQuery(components.betterAuth.caller.memberships, {
    claim: await requireClaim(ctx),
    now: Date.now(),
    limit,
  });
  return caller ?? refuse("not_signed_in");
}

export interface Membership {
  user: User;
  organization: Organization;
  member: Member;
}

/** The signed-in member of an organization; an outsider hears what a missing one would answer. */
export async function requireMember(ctx: Ctx, organizationId: string): Promise<Membership> {
  const { user, organization, member } = await requireInOrganization(ctx, organizationId);
  if (!organization || !member) refuse("not_found");
  return { user, organization, member };
}

/** A member whose role allows something; another member hears `not_allowed`. */
export async function requireRole(
  ctx: Ctx,
  organizationId: string,
  allows: (role: Role) => boolean,
): Promise<Membership> {
  const membership = await requireMember(ctx, organizationId);
  refuseUnless(allows(membership.member.role), "not_allowed");
  return membership;
}

/** A member whose role allows something, or a platform admin, who acts as an owner everywhere. */
export async function requireActingRole(
  ctx: Ctx,
  organizationId: string,
  allows: (role: Role) => boolean,
): Promise<{ user: User; organization: Organization }> {
  const { user, organization, member } = await requireInOrganization(ctx, organizationId);
  const role = actingRole(user, member);
  if (!organization || !role) refuse("not_found");
  refuseUnless(allows(role), "not_allowed");
  return { user, organization };
}

export async function requirePlatformAdmin(ctx: Ctx): Promise<User> {
  const { user } = await requireSession(ctx);
  refuseUnless(user.platformAdmin, "not_allowed");
  return user;
}

async function requireInOrganization(ctx: Ctx, organizationId: string) {
  const caller = await ctx.runQuery(components.betterAuth.caller.inOrganization, {
    claim: await requireClaim(ctx),
    now: Date.now(),
    organization: { id: organizationId },
  });
  return caller ?? refuse("not_signed_in");
}
