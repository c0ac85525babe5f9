import type { MutationCtx } from "../_generated/server";
import { blockOf } from "../records/blocks";
import { recordEvent } from "../records/events";
import { refuseIfAnswered, whatStands } from "../records/invitations";
import { insertRequest, latestRequest } from "../records/requests";
import { refuse } from "../refuse";
import { isReplaced, type Visit } from "../rules/acceptance";
import { requestTurn } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { linkStatusOf, statusAt } from "../rules/status";
import { announceRequest } from "./announce";

/** One more request for a new invitation, unless it comes too early or too often. */
export async function submitRequest(
  ctx: MutationCtx,
  visit: Visit,
  message: string | undefined,
  now: number,
): Promise<{ success: boolean; requestNumber: number; message: string }> {
  const { invitation, organization } = visit;
  const status = linkStatusOf(statusAt(invitation, now));
  if (status === "valid") refuse(isReplaced(visit) ? "newer_invitation" : "not_expired");
  if (status !== "expired") refuse(status);
  refuseIfAnswered(await whatStands(ctx, visit, now), "newer_invitation");

  const policy = policyOf(organization.policy);
  const latest = await latestRequest(ctx, invitation.id);
  const isBlocked = (await blockOf(ctx, invitation)) !== null;
  const turn = requestTurn(latest, isBlocked, policy, now);
  switch (turn.kind) {
    case "exhausted":
      return {
        success: false,
        requestNumber: latest?.requestNumber ?? 0,
        message: "Maximum requests reached. Please contact the organization directly.",
      };
    case "wait":
      return {
        success: false,
        requestNumber: latest?.requestNumber ?? 0,
        message: "Please wait before requesting again.",
      };
    case "submit":
      break;
    default:
      return turn satisfies never;
  }

  const { requestNumber } = turn;
  const requestId = await insertRequest(ctx, {
    invitation,
    requestedAt: now,
    requestNumber,
    message,
  });
  await recordEvent(ctx, invitation, {
    type: "requested",
    at: now,
    actor: { kind: "invitee", email: invitation.email },
    detail: { requestNumber },
  });
  await announceRequest(ctx, { id: requestId, organizationId: organization.id }, policy);
  return { success: true, requestNumber, message: "Request submitted." };
}
