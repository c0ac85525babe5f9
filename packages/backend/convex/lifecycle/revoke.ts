import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, User } from "../betterAuth/shapes";
import { queueLetter } from "../letters/queue";
import { requestDenied } from "../letters/requestDenied";
import { count, countedAs } from "../records/activity";
import { recordEvent, systemActor, userActor } from "../records/events";
import { closeRequests } from "../records/requestDecisions";
import { pendingRequestsOf } from "../records/requests";
import { statusAt } from "../rules/status";
import { noteExpiry } from "./expire";

/** Ends a pending or expired invitation with all its links; a waiting request is denied with it. */
export async function revokeInvitation(
  ctx: MutationCtx,
  /** Without a user it was the operator of the deployment. */
  { invitation, user }: { invitation: Invitation; user?: Pick<User, "id" | "name"> },
  reason: string | undefined,
  now: number,
): Promise<void> {
  await noteExpiry(ctx, invitation, now);
  await ctx.runMutation(components.betterAuth.invitationWrites.revoke, {
    invitationId: invitation.id,
    revokedBy: user?.id,
    reason,
    now,
  });
  await recordEvent(ctx, invitation, {
    type: "revoked",
    at: now,
    actor: user ? userActor(user) : systemActor,
    detail: { reason },
  });
  const wasExpired = statusAt(invitation, now) === "expired";
  const change = { canceled: 1, ...(wasExpired ? { expired: -1 } : {}) };
  await count(ctx, [countedAs(invitation, change)]);
  const waiting = await pendingRequestsOf(ctx, invitation.id);
  if (waiting.length === 0) return;
  // The invitee was promised an answer. The reason was not written for them.
  await closeRequests(ctx, waiting, {
    status: "denied",
    processedAt: now,
    processedBy: user && { id: user.id, name: user.name },
  });
  const { email, organizationId } = invitation;
  const about = { invitationId: invitation.id, decidedAt: now };
  await queueLetter(ctx, requestDenied, email, about, { organizationId });
}
