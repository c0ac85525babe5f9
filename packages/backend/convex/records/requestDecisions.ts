import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { refuse, refuseUnless } from "../access/refuse";
import type { Invitation, Organization, User } from "../betterAuth/rows";
import { queueMail, withdrawMail } from "../mail/queue";
import type { MailAbout } from "../mail/tables";
import { decisionMailAt } from "../rules/requestDecision";
import type { Role } from "../rules/roles";
import { statusAt } from "../rules/status";
import { count } from "./activity";
import { recordEvent, userActor } from "./events";
import { countedAs } from "./invitations";
import { replaceInvitation } from "./reInvitation";
import { closeRequests, pendingRequestsOf, reopenRequests } from "./requestClosing";
import { latestRequest } from "./requests";
import { surroundingsOf } from "./surroundings";

/**
 * Decisions about requests. A decision is effective and on every open page at once: the request is
 * closed, the new invitation exists. Only its mail waits, and until the mail leaves the decision can be
 * taken back as if it had not been made, in one transaction.
 */

export interface Decided {
  request: Doc<"invitationRequests">;
  /** The expired one, which the request was made from. */
  invitation: Invitation;
  organization: Organization;
  /** Who decides. */
  user: User;
}

export async function approveRequest(
  ctx: MutationCtx,
  { request, invitation, organization, user }: Decided,
  role: Role,
  now: number,
): Promise<string> {
  const newInvitationId = await replaceInvitation(
    ctx,
    {
      invitation,
      organization,
      inviter: user,
      role,
      source: "request",
      actor: userActor(user),
      mailAt: decisionMailAt(now),
    },
    now,
  );
  await recordEvent(ctx, invitation, {
    type: "requestApproved",
    at: now,
    actor: userActor(user),
    detail: { requestNumber: request.requestNumber, role, newInvitationId },
  });
  return newInvitationId;
}

export async function denyRequest(
  ctx: MutationCtx,
  { request, invitation, user }: Decided,
  { reason, block }: { reason?: string; block: boolean },
  now: number,
): Promise<void> {
  await closeRequests(ctx, await pendingRequestsOf(ctx, invitation.id), {
    status: "denied",
    processedAt: now,
    processedBy: { id: user.id, name: user.name },
    denyReason: reason,
    blocked: block || undefined,
  });
  if (block) {
    await ctx.runMutation(components.betterAuth.lineage.blockRequests, {
      invitationId: invitation.id,
      blockedAt: now,
    });
  }
  await queueMail(ctx, invitation.email, denialMail(invitation, now), decisionMailAt(now));
  await recordEvent(ctx, invitation, {
    type: "requestDenied",
    at: now,
    actor: userActor(user),
    detail: { requestNumber: request.requestNumber, reason, blocked: block || undefined },
  });
}

/** Takes a decision back with all it did, or refuses with undo_too_late. */
export async function undoDecision(
  ctx: MutationCtx,
  { request, invitation, user }: Decided,
  now: number,
): Promise<void> {
  const decidedAt = request.processedAt;
  // Resending or revoking the invitation answered the request too, and that is not taken back here.
  const isStillExpired = statusAt(invitation, now) === "expired";
  if (decidedAt === undefined || !isStillExpired) refuse("undo_too_late");
  if (request.newInvitationId === undefined) {
    refuseUnless(await isStillUnanswered(ctx, invitation, decidedAt, now), "undo_too_late");
    await takeBackMail(ctx, invitation.email, denialMail(invitation, decidedAt));
    if (invitation.requestsBlockedAt === decidedAt) {
      await ctx.runMutation(components.betterAuth.lineage.unblockRequests, {
        invitationId: invitation.id,
        blockedAt: decidedAt,
      });
    }
  } else {
    await withdrawApproval(ctx, { newInvitationId: request.newInvitationId, decidedAt }, user, now);
  }
  await reopenRequests(ctx, request);
  await recordEvent(ctx, invitation, {
    type: "decisionUndone",
    at: now,
    actor: userActor(user),
    detail: { requestNumber: request.requestNumber, decision: request.status },
  });
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
  const { newer, accountIsMember } = await surroundingsOf(
    ctx,
    invitation,
    { newer: true, membership: true },
    now,
  );
  return newer === undefined && !accountIsMember;
}

/** Refuses when somebody has used, resent or revoked the new invitation within those seconds. */
async function withdrawApproval(
  ctx: MutationCtx,
  { newInvitationId, decidedAt }: { newInvitationId: string; decidedAt: number },
  user: User,
  now: number,
): Promise<void> {
  const { found } = await ctx.runQuery(components.betterAuth.invitations.load, {
    invitationId: newInvitationId,
    now,
  });
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
  await takeBackMail(ctx, invitation.email, {
    kind: "invitation",
    invitationId: invitation.id,
    tokenId: mailed.id,
  });
  await ctx.runMutation(components.betterAuth.lineage.withdraw, {
    invitationId: invitation.id,
    revokedBy: user.id,
    reason: "The approval was undone.",
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: userActor(user),
    detail: { reason: "The approval was undone." },
  });
  await count(ctx, [countedAs(invitation, { canceled: 1 })]);
}

async function takeBackMail(ctx: MutationCtx, to: string, about: MailAbout): Promise<void> {
  refuseUnless(await withdrawMail(ctx, to, about, "The decision was undone."), "undo_too_late");
}

function denialMail(invitation: { id: string }, decidedAt: number): MailAbout {
  return { kind: "requestDenied", invitationId: invitation.id, decidedAt };
}
