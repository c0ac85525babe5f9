import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, User } from "../betterAuth/shapes";
import { queueLetter } from "../letters/queue";
import { requestDenied } from "../letters/requestDenied";
import { revoked } from "../letters/revoked";
import { count, countedAs } from "../records/activity";
import { recordEvent, systemActor, userActor } from "../records/events";
import { closeRequests } from "../records/requestDecisions";
import { pendingRequestsOf } from "../records/requests";
import { statusAt } from "../rules/status";
import { noteExpiry } from "./expire";

/** Ends a pending or expired invitation with all its links; a waiting request is denied with it. */
export async function revokeInvitation(
  ctx: MutationCtx,
  {
    invitation,
    user,
    corrected,
  }: {
    invitation: Invitation;
    /** Without one it was the operator of the deployment. */
    user?: Pick<User, "id" | "name">;
    /** The invitation that took its place, for the address that was meant. */
    corrected?: { invitationId: string; email: string };
  },
  reason: string | undefined,
  now: number,
): Promise<void> {
  await noteExpiry(ctx, invitation, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.revoke, {
    invitationId: invitation.id,
    revokedBy: user?.id,
    reason,
    replacedByInvitationId: corrected?.invitationId,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: user ? userActor(user) : systemActor,
    detail: { reason, correctedTo: corrected?.email },
  });
  const wasExpired = statusAt(invitation, now) === "expired";
  const change = { canceled: 1, ...(wasExpired ? { expired: -1 } : {}) };
  await count(ctx, [countedAs(invitation, change)]);
  const waiting = await pendingRequestsOf(ctx, invitation.id);
  const { id: invitationId, email, organizationId } = invitation;
  if (waiting.length === 0) {
    if (invitation.viewedAt === undefined) return;
    const about = { invitationId, revokedAt: now };
    await queueLetter(ctx, revoked, email, about, { organizationId });
    return;
  }
  // The invitee was promised an answer. The reason was not written for them.
  await closeRequests(ctx, waiting, {
    status: "denied",
    processedAt: now,
    processedBy: user && { id: user.id, name: user.name },
  });
  const about = { invitationId, decidedAt: now };
  await queueLetter(ctx, requestDenied, email, about, { organizationId });
}
