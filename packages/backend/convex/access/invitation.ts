import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Invitation, Organization, User } from "../betterAuth/shapes";
import { givenLink, hashOfToken } from "../records/links";
import { refuse, refuseUnless } from "../refuse";
import { mayReadInvitation, type Visit } from "../rules/acceptance";
import { actingRole, type Role } from "../rules/roles";
import { claimOf } from "./session";

type Ctx = QueryCtx | MutationCtx;

/** The invitation for a caller who opened its page; null without the right, whether or not there is one. */
export async function openInvitation(
  ctx: Ctx,
  { invitationId, token }: { invitationId: string; token?: string },
): Promise<Visit | null> {
  const { visit } = await look(ctx, invitationId, token);
  // An undone one never was: its links were handed out too early.
  const isThere = visit && visit.invitation.undoneAt === undefined;
  return isThere && mayReadInvitation(visit) ? visit : null;
}

/** The same for a change; without the right it refuses with `not_found`. */
export async function requireOpenedInvitation(
  ctx: Ctx,
  link: { invitationId: string; token?: string },
): Promise<Visit> {
  return (await openInvitation(ctx, link)) ?? refuse("not_found");
}

/** An invitation that the caller manages, and the role they act with. */
export interface ManagedInvitation {
  invitation: Invitation;
  organization: Organization;
  user: User;
  role: Role;
}

/** An invitation for a caller whose role allows something; an outsider hears `not_found`. */
export async function requireManagedInvitation(
  ctx: Ctx,
  invitationId: string,
  allows: (role: Role) => boolean,
): Promise<ManagedInvitation> {
  const { visit, isSignedIn } = await look(ctx, invitationId, undefined);
  refuseUnless(isSignedIn, "not_signed_in");
  const role = visit?.caller && actingRole(visit.caller.user, visit.caller.member);
  if (!visit?.caller || !role) refuse("not_found");
  refuseUnless(allows(role), "not_allowed");
  const { invitation, organization, caller } = visit;
  return { invitation, organization, user: caller.user, role };
}

async function look(
  ctx: Ctx,
  invitationId: string,
  token: string | undefined,
): Promise<{ isSignedIn: boolean; visit: Visit | null }> {
  const claim = await claimOf(ctx);
  const now = Date.now();
  const tokenHash = hashOfToken(token);
  // A caller with neither has no right, so nothing is looked up, whether or not there is something.
  if (!claim && tokenHash === undefined) return { isSignedIn: false, visit: null };
  const { caller, found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId,
    ...(tokenHash === undefined ? {} : { link: givenLink(tokenHash, now) }),
    ...(claim ? { asking: { claim, now } } : {}),
  });
  return { isSignedIn: caller !== undefined, visit: found ? { ...found, caller } : null };
}
