import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { isLetterLeftFor } from "../access/recipients";
import { blockOf } from "../records/blocks";
import { recordEvent, systemActor } from "../records/events";
import { whatStands } from "../records/invitations";
import { undeliverableAt } from "../records/undeliverable";
import type { Visit } from "../rules/acceptance";
import { canAutoReInvite } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { unprovenRefusal } from "../rules/proof";
import { statusAt } from "../rules/status";
import { replaceInvitation } from "./replace";

/**
 * Follows an expired invitation with a new one when the organization's policy allows it, and answers
 * null when it does not. Exactly once for each, however many pages ask at the same time: the expired
 * row says that it was replaced, in the transaction that decided from it.
 */
export async function reInviteByPolicy(
  ctx: MutationCtx,
  visit: Visit,
  now: number,
): Promise<string | null> {
  const { invitation, organization } = visit;
  // Not the link's own status: one that a resent mail replaced is dead while its invitation is pending.
  if (statusAt(invitation, now) !== "expired") return null;
  const isBlocked = (await blockOf(ctx, invitation)) !== null;
  if (!canAutoReInvite(invitation, isBlocked, policyOf(organization.policy), now)) return null;
  if (await undeliverableAt(ctx, invitation)) return null;
  const parts = { live: true, membership: true, overruled: true, repeatable: true };
  const stands = await whatStands(ctx, visit, now, parts);
  if (stands.live || stands.accountIsMember) return null;
  // A person's newer decision about the address ends what the policy would do, from all of its old links.
  if (stands.isOverruled) return null;
  // The policy repeats what an inviter decided. When the inviter may not decide it any more, an admin has to.
  if (!stands.isRepeatable) return null;
  if (!(await mayMailNow(ctx, invitation, now))) return null;

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

/**
 * Asked here alone and not for the page, whose reads are counted: where this says no, a page that asked for the new
 * invitation offers to request one instead.
 */
async function mayMailNow(
  ctx: MutationCtx,
  {
    inviterId,
    email,
    organizationId,
  }: { inviterId: string; email: string; organizationId: string },
  now: number,
): Promise<boolean> {
  const [inviter] = await ctx.runQuery(components.betterAuth.accounts.byIds, {
    userIds: [inviterId],
  });
  const isProven = inviter !== undefined && unprovenRefusal(inviter) === null;
  return isProven && (await isLetterLeftFor(ctx, email, { at: now, organizationId }));
}
