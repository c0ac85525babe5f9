import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { ManagedRequest } from "../access/request";
import type { Invitation, User } from "../betterAuth/shapes";
import { invitation as invitationLetter } from "../letters/invitation";
import { withdrawLetter } from "../letters/queue";
import { requestDenied } from "../letters/requestDenied";
import { count, countedAs } from "../records/activity";
import { blockOf, handOverBlock, liftBlock } from "../records/blocks";
import { recordEvent, userActor } from "../records/events";
import { findInvitation, whatStands } from "../records/invitations";
import { decidedTogether, reopenRequests } from "../records/requestDecisions";
import { blockingDenialSince, latestRequest, requestsOf } from "../records/requests";
import { refuse, refuseUnless } from "../refuse";
import { statusAt } from "../rules/status";

const UNDONE = "The decision was undone.";

/** Takes a decision back with all it did, or refuses with undo_too_late. */
export async function undoDecision(
  ctx: MutationCtx,
  { request, invitation, user }: ManagedRequest,
  now: number,
): Promise<void> {
  const decidedAt = request.processedAt;
  // Resending or revoking the invitation answered the request too, and that is not taken back here.
  const isStillExpired = statusAt(invitation, now) === "expired";
  if (decidedAt === undefined || !isStillExpired) refuse("undo_too_late");
  if (request.newInvitationId === undefined) {
    await withdrawDenial(ctx, invitation, decidedAt, now);
  } else {
    await withdrawApproval(ctx, { newInvitationId: request.newInvitationId, decidedAt }, user, now);
  }
  await reopenRequests(ctx, await decidedTogether(ctx, request), now);
  await liftUndoneBlock(ctx, invitation, user, { decidedAt, now });
  await recordEvent(ctx, invitation, {
    type: "decisionUndone",
    at: now,
    actor: userActor(user),
    detail: { requestNumber: request.requestNumber, decision: request.status },
  });
}

async function withdrawDenial(
  ctx: MutationCtx,
  invitation: Invitation,
  decidedAt: number,
  now: number,
): Promise<void> {
  refuseUnless(await isStillUnanswered(ctx, invitation, decidedAt, now), "undo_too_late");
  const about = { invitationId: invitation.id, decidedAt };
  refuseUnless(
    await withdrawLetter(ctx, requestDenied, invitation.email, about, UNDONE),
    "undo_too_late",
  );
  await ctx.runMutation(components.betterAuth.invitationWrites.setDecidedAt, {
    invitationId: invitation.id,
    decidedAt: await decidedBefore(ctx, invitation, decidedAt),
  });
}

/** What was decided last through the invitation before a denial: that it was sent, or an earlier denial. */
async function decidedBefore(
  ctx: MutationCtx,
  { id: invitationId, createdAt, expiresAt }: Invitation,
  deniedAt: number,
): Promise<number> {
  const mailed = await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId });
  const sentAt = Math.min(mailed?.createdAt ?? createdAt, expiresAt - 1);
  const denials = (await requestsOf(ctx, invitationId)).flatMap(({ status, processedAt }) =>
    status === "denied" && processedAt !== undefined && processedAt < deniedAt ? [processedAt] : [],
  );
  return Math.max(sentAt, ...denials);
}

/** Lifts the block that an undone denial made; another blocking denial that stands has it from then on. */
async function liftUndoneBlock(
  ctx: MutationCtx,
  invitation: Invitation,
  user: User,
  { decidedAt, now }: { decidedAt: number; now: number },
): Promise<void> {
  const block = await blockOf(ctx, invitation);
  // An earlier block was there without this decision, and stays.
  if (block?.blockedAt !== decidedAt) return;
  const other = await blockingDenialSince(ctx, invitation, decidedAt);
  if (other?.processedAt !== undefined && other.processedBy) {
    await handOverBlock(ctx, block, {
      blockedAt: other.processedAt,
      blockedBy: other.processedBy,
      reason: other.denyReason,
    });
    return;
  }
  await liftBlock(ctx, block);
  await recordEvent(
    ctx,
    { organizationId: invitation.organizationId },
    { type: "unblocked", at: now, actor: userActor(user), detail: { email: invitation.email } },
  );
}

/**
 * Whether a denial is the last that happened to its person. A request that is pending beside a live
 * invitation, a membership or another decision could only be denied.
 */
async function isStillUnanswered(
  ctx: MutationCtx,
  invitation: Invitation,
  deniedAt: number,
  now: number,
): Promise<boolean> {
  const latest = await latestRequest(ctx, invitation.id);
  if (latest?.processedAt !== undefined && latest.processedAt !== deniedAt) return false;
  const { live, accountIsMember } = await whatStands(ctx, { invitation }, now);
  return live === undefined && !accountIsMember;
}

/** Refuses when the new invitation was used, resent or revoked within those seconds. */
async function withdrawApproval(
  ctx: MutationCtx,
  { newInvitationId, decidedAt }: { newInvitationId: string; decidedAt: number },
  user: User,
  now: number,
): Promise<void> {
  const found = await findInvitation(ctx, newInvitationId);
  const mailed = await ctx.runQuery(components.betterAuth.links.newestForMail, {
    invitationId: newInvitationId,
  });
  if (!found || !mailed) refuse("undo_too_late");
  const { invitation } = found;
  const isOfTheDecision = invitation.source === "request" && invitation.createdAt === decidedAt;
  const isResent = mailed.createdAt !== decidedAt;
  refuseUnless(
    isOfTheDecision && !isResent && statusAt(invitation, now) === "pending",
    "undo_too_late",
  );
  const about = { invitationId: invitation.id, tokenId: mailed.id };
  refuseUnless(
    await withdrawLetter(ctx, invitationLetter, invitation.email, about, UNDONE),
    "undo_too_late",
  );
  const reason = "The approval was undone.";
  await ctx.runMutation(components.betterAuth.lineage.withdraw, {
    invitationId: invitation.id,
    revokedBy: user.id,
    reason,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: userActor(user),
    detail: { reason },
  });
  await count(ctx, [countedAs(invitation, { canceled: 1 })]);
}
