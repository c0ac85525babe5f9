import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { VisitedInvitation } from "../access/invitation";
import type { Invitation, Organization } from "../betterAuth/rows";
import { queueMail } from "../mail/queue";
import { canAutoReInvite, wasRefused } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { mayStillOffer, type Role } from "../rules/roles";
import { statusAt } from "../rules/status";
import { count } from "./activity";
import { type Actor, recordEvent, systemActor } from "./events";
import { momentsFrom, noteExpiry } from "./invitations";
import { completeLinks } from "./links";
import { closeRequests, pendingRequestsFrom } from "./requestClosing";
import { latestRequest } from "./requests";
import { surroundingsOf } from "./surroundings";

/** A new invitation in the place of an expired one: by somebody's decision, or by the policy alone. */

/**
 * Makes the new invitation and mails its link, to the mailbox and nowhere else. Every request of that
 * address has its answer with it. Expects that the address has no live invitation.
 */
export async function replaceInvitation(
  ctx: MutationCtx,
  {
    invitation,
    organization,
    ...offer
  }: {
    invitation: Invitation;
    organization: Organization;
    inviter: { id: string; name?: string };
    role: Role;
    source: "request" | "auto";
    actor: Actor;
    /** The mail leaves then, in ms since the epoch; at once when absent. */
    mailAt?: number;
  },
  now: number,
): Promise<string> {
  const { inviter, role, source, actor, mailAt } = offer;
  const { email } = invitation;
  await noteExpiry(ctx, invitation, now);
  const { invitationId, tokenId } = await ctx.runMutation(components.betterAuth.lineage.replace, {
    invitationId: invitation.id,
    role,
    inviterId: inviter.id,
    inviterName: inviter.name,
    source,
    ...momentsFrom(now, organization),
    now,
  });
  await completeLinks(ctx, invitationId, [tokenId]);
  await queueMail(ctx, email, { kind: "invitation", invitationId, tokenId }, mailAt);
  const replacement = { id: invitationId, organizationId: organization.id };
  await recordEvent(ctx, replacement, {
    type: "created",
    at: now,
    actor,
    detail: { email, role, source },
  });
  await count(ctx, [{ organizationId: organization.id, on: now, change: { created: 1 } }]);
  const waiting = await pendingRequestsFrom(ctx, { organizationId: organization.id, email });
  await closeRequests(ctx, waiting, {
    status: "approved",
    processedAt: now,
    processedBy: actor.kind === "user" ? { id: actor.userId, name: actor.name } : undefined,
    newInvitationId: invitationId,
  });
  return invitationId;
}

/**
 * Follows an expired invitation with a new one when the organization's policy allows it, and answers
 * null when it does not. Exactly once for each, however many pages ask at the same time: the expired
 * row says that it was replaced, in the transaction that decided from it.
 */
export async function reInviteByPolicy(
  ctx: MutationCtx,
  visited: VisitedInvitation,
  now: number,
): Promise<string | null> {
  const { invitation, organization } = visited;
  // Not the link's own status: one that a resent mail replaced is dead while its invitation is good.
  if (statusAt(invitation, now) !== "expired") return null;
  if (!canAutoReInvite(invitation, policyOf(organization.policy))) return null;
  if (wasRefused(await latestRequest(ctx, invitation.id), invitation)) return null;
  const { newer, accountIsMember, inviterRole } = await surroundingsOf(
    ctx,
    invitation,
    {
      newer: true,
      membership: true,
      inviterRole: { offered: invitation.role, reads: 2 },
    },
    now,
  );
  if (newer || accountIsMember) return null;
  // The policy repeats what somebody offered; whoever may offer it no more has to be followed by a person.
  if (!mayStillOffer(inviterRole, invitation.role)) return null;

  const newInvitationId = await replaceInvitation(
    ctx,
    {
      invitation,
      organization,
      inviter: { id: invitation.inviterId, name: invitation.inviterName },
      role: invitation.role,
      source: "auto",
      actor: systemActor,
    },
    now,
  );
  await recordEvent(ctx, invitation, {
    type: "autoReInvited",
    at: now,
    actor: systemActor,
    detail: { newInvitationId },
  });
  return newInvitationId;
}
