import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { GivenLink, Invitation, User } from "../betterAuth/shapes";
import { refuseUnless } from "../refuse";
import { isResent, type Visit, type VisitFacts } from "../rules/acceptance";

type Ctx = QueryCtx | MutationCtx;

/** An invitation by its id, with its organization and the link that was given; null when there is none. */
export async function findInvitation(
  ctx: Ctx,
  invitationId: string,
  link?: GivenLink,
): Promise<Visit | null> {
  const { found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId,
    link,
  });
  return found ?? null;
}

/** What else is alive around an invitation. What was not asked for is absent, or false. */
export interface WhatStands {
  /** An invitation of this address that works: another one, or this one when its opened link was replaced by a later mail. */
  live?: Invitation;
  /** The account with the invited address, proven or not. */
  account?: User;
  accountIsMember: boolean;
  /** Something was decided about the address after the invitation expired. */
  isOverruled: boolean;
  /** The inviter's membership, or without one the right over the platform, allows the policy to repeat it. */
  isRepeatable: boolean;
  /** The inviter could not make it today. */
  isOrphaned: boolean;
}

/** Each part costs a read or two. The last three are not looked up beside a live invitation or a membership. */
export type StandingParts = Partial<
  Record<"live" | "account" | "membership" | "overruled" | "repeatable" | "orphaned", boolean>
>;

export async function whatStands(
  ctx: Ctx,
  visit: { invitation: Invitation } & Pick<VisitFacts, "token" | "caller">,
  now: number,
  parts: StandingParts = { live: true, membership: true },
): Promise<WhatStands> {
  const { id: invitationId, inviterId, email, organizationId, role, expiresAt } = visit.invitation;
  const isItself = parts.live === true && isResent(visit, now);
  const { newer, ...rest } = await ctx.runQuery(components.betterAuth.invitations.whatStands, {
    invitationId,
    inviterId,
    email,
    organizationId,
    role,
    expiresAt,
    parts: { ...parts, live: parts.live === true && !isItself },
    now,
  });
  return { ...rest, live: isItself ? visit.invitation : newer };
}

/** Refuses when the address has something better than an expired invitation: a membership, or a live invitation. */
export function refuseIfAnswered(
  { live, accountIsMember }: WhatStands,
  code: "already_invited" | "newer_invitation" = "already_invited",
): void {
  refuseUnless(!accountIsMember, "already_member");
  refuseUnless(!live, code);
}
