import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { ManagedRequest } from "../access/request";
import type { Invitation, User } from "../betterAuth/shapes";
import { queueLetter } from "../letters/queue";
import { requestDenied } from "../letters/requestDenied";
import { blockAddress } from "../records/blocks";
import { recordEvent, userActor } from "../records/events";
import { closeRequests } from "../records/requestDecisions";
import { pendingRequestsOf } from "../records/requests";
import { decisionMailAt } from "../rules/deciding";

/** Closes every pending request of the invitation with a no; the mail waits, as an approval's does. */
export async function denyRequest(
  ctx: MutationCtx,
  { request, invitation, user }: ManagedRequest,
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
  await ctx.runMutation(components.betterAuth.invitationWrites.setDecidedAt, {
    invitationId: invitation.id,
    decidedAt: now,
  });
  if (block) await blockInvitee(ctx, invitation, user, reason, now);
  const about = { invitationId: invitation.id, decidedAt: now };
  const { email, organizationId } = invitation;
  const how = { notBefore: decisionMailAt(now), organizationId };
  await queueLetter(ctx, requestDenied, email, about, how);
  await recordEvent(ctx, invitation, {
    type: "requestDenied",
    at: now,
    actor: userActor(user),
    detail: { requestNumber: request.requestNumber, reason, blocked: block || undefined },
  });
}

async function blockInvitee(
  ctx: MutationCtx,
  { organizationId, email }: Invitation,
  { id, name }: User,
  reason: string | undefined,
  now: number,
): Promise<void> {
  const block = { organizationId, email, blockedAt: now, blockedBy: { id, name }, reason };
  if (!(await blockAddress(ctx, block))) return;
  await recordEvent(
    ctx,
    { organizationId },
    { type: "blocked", at: now, actor: userActor({ id, name }), detail: { email } },
  );
}
