import type { MutationCtx } from "../_generated/server";
import type { VisitedInvitation } from "../access/invitation";
import { refuse } from "../access/refuse";
import { isReplaced } from "../rules/acceptance";
import { decideRequest } from "../rules/expiredLink";
import { policyOf } from "../rules/policy";
import { linkStatusOf, statusAt } from "../rules/status";
import { recordEvent } from "./events";
import { visitOf } from "./linkView";
import { announceRequest } from "./requestNotices";
import { insertRequest, latestRequest } from "./requests";
import { surroundingsOf } from "./surroundings";

/** One more request for a new invitation, unless it comes too early or too often. */
export async function submitRequest(
  ctx: MutationCtx,
  visited: VisitedInvitation,
  message: string | undefined,
  now: number,
): Promise<{ success: boolean; requestNumber: number; message: string }> {
  const { invitation, organization } = visited;
  const status = linkStatusOf(statusAt(invitation, now));
  if (status === "valid") refuse(isReplaced(visitOf(visited)) ? "newer_invitation" : "not_expired");
  if (status !== "expired") refuse(status);
  const { newer, accountIsMember } = await surroundingsOf(
    ctx,
    invitation,
    { newer: true, membership: true },
    now,
  );
  if (accountIsMember) refuse("already_member");
  if (newer) refuse("newer_invitation");

  const policy = policyOf(organization.policy);
  const latest = await latestRequest(ctx, invitation.id);
  const decision = decideRequest(latest, invitation, policy, now);
  switch (decision.kind) {
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
      return decision satisfies never;
  }

  const requestId = await insertRequest(ctx, {
    invitation,
    requestedAt: now,
    requestNumber: decision.requestNumber,
    message,
  });
  await recordEvent(ctx, invitation, {
    type: "requested",
    at: now,
    actor: { kind: "invitee", email: invitation.email },
    detail: { requestNumber: decision.requestNumber },
  });
  await announceRequest(ctx, { id: requestId, organizationId: organization.id }, policy);
  return {
    success: true,
    requestNumber: decision.requestNumber,
    message: "Request submitted.",
  };
}
