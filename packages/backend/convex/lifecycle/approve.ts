import type { MutationCtx } from "../_generated/server";
import type { ManagedRequest } from "../access/request";
import { recordEvent, userActor } from "../records/events";
import { decisionMailAt } from "../rules/deciding";
import type { Role } from "../rules/roles";
import { replaceInvitation } from "./replace";

/**
 * A decision is effective and on every open page at once: the request is closed, the new invitation exists. Only its mail
 * waits, and until the mail leaves the decision can be taken back as if it had not been made, in one transaction.
 */
export async function approveRequest(
  ctx: MutationCtx,
  { request, invitation, organization, user }: ManagedRequest,
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
