import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Invitation, Member, Organization, Token, User } from "../betterAuth/rows";
import { hashOfToken } from "../records/links";
import { overseeingRole, type Role } from "../rules/roles";
import { refuse, refuseUnless } from "./refuse";
import { claimOf } from "./session";

type Ctx = QueryCtx | MutationCtx;

export interface Viewer {
  user: User;
  member?: Member;
}

export interface VisitedInvitation {
  invitation: Invitation;
  organization: Organization;
  token?: Token;
  viewer?: Viewer;
}

/** Whether this person is the one an invitation is for, address proven or not. */
export function isInvited(invitation: Invitation, user: User | undefined): user is User {
  return user?.email === invitation.email;
}

/** A link that belongs to the invitation, or the invited person's own verified account. */
export function mayReadInvitation({ invitation, token, viewer }: VisitedInvitation): boolean {
  return (
    token !== undefined ||
    (isInvited(invitation, viewer?.user) && viewer?.user.emailVerified === true)
  );
}

/** The invitation for somebody who opened its page; null without the right, whatever the truth is. */
export async function visit(
  ctx: Ctx,
  { invitationId, token }: { invitationId: string; token?: string },
): Promise<VisitedInvitation | null> {
  const { visited } = await look(ctx, invitationId, token);
  return visited && mayReadInvitation(visited) ? visited : null;
}

export async function visitOrRefuse(
  ctx: Ctx,
  link: { invitationId: string; token?: string },
): Promise<VisitedInvitation> {
  return (await visit(ctx, link)) ?? refuse("not_found");
}

/** An invitation for somebody who manages it; whoever may not even know of it hears `not_found`. */
export async function requireManager(
  ctx: Ctx,
  invitationId: string,
  allows: (role: Role) => boolean,
): Promise<{ invitation: Invitation; organization: Organization; user: User; role: Role }> {
  const { visited, isSignedIn } = await look(ctx, invitationId, undefined);
  refuseUnless(isSignedIn, "not_signed_in");
  const role = visited?.viewer && overseeingRole(visited.viewer.user, visited.viewer.member);
  if (!visited?.viewer || !role) refuse("not_found");
  refuseUnless(allows(role), "not_allowed");
  const { invitation, organization, viewer } = visited;
  return { invitation, organization, user: viewer.user, role };
}

async function look(
  ctx: Ctx,
  invitationId: string,
  token: string | undefined,
): Promise<{ isSignedIn: boolean; visited: VisitedInvitation | null }> {
  const claim = await claimOf(ctx);
  const tokenHash = await hashOfToken(token);
  // Nobody who shows nothing has a right, so there is nothing to look up, whatever the truth is.
  if (!claim && tokenHash === undefined) return { isSignedIn: false, visited: null };
  const { viewer, found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId,
    tokenHash,
    claim: claim ?? undefined,
    now: Date.now(),
  });
  return {
    isSignedIn: viewer !== undefined,
    visited: found ? { ...found, viewer } : null,
  };
}
