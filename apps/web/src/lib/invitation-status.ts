import type { api } from "@vestibule/backend/api";
import type { FunctionReturnType } from "convex/server";

export type InvitationStatus = FunctionReturnType<
  typeof api.models.invitations.checkInvitationStatus
>;

type Known = InvitationStatus & {
  invitation: NonNullable<InvitationStatus["invitation"]>;
  organization: NonNullable<InvitationStatus["organization"]>;
};

/** Who stands at the door of a good invitation, and so how they get in. */
export type Door = "newcomer" | "signIn" | "ready" | "wrongAccount";

/** What the page shows: one name per outcome, each with a view of its own. */
export type Doorstep =
  | { kind: "notFound" }
  | { kind: "join"; door: Door; status: Known }
  | { kind: "alreadyMember"; status: Known }
  | { kind: "accepted"; status: Known }
  | { kind: "revoked"; status: Known }
  | { kind: "declined"; status: Known }
  | { kind: "newerExists"; sentAt: number; status: Known }
  | { kind: "requested"; status: Known }
  | { kind: "approved"; status: Known }
  | { kind: "expired"; status: Known };

/**
 * The server's answer does not age, the browser's clock does: past its expiry a valid invitation is
 * expired on the page before the server has said so.
 */
export function doorstepOf(answer: InvitationStatus, now: number): Doorstep {
  const status = known(answer);
  if (!status) return { kind: "notFound" };
  switch (status.status) {
    case "valid":
      return now >= status.invitation.expiresAt
        ? { kind: "expired", status: withRequestsOpen(status) }
        : atTheDoor(status);
    case "expired":
      return afterExpiry(status);
    case "accepted":
      return { kind: isIn(status) ? "alreadyMember" : "accepted", status };
    case "revoked":
    case "declined":
      return { kind: status.status, status };
    case "not_found":
      return { kind: "notFound" };
    default:
      return status.status satisfies never;
  }
}

function atTheDoor(status: Known): Doorstep {
  const { viewer, accountExists } = status;
  if (isIn(status)) return { kind: "alreadyMember", status };
  if (viewer) return { kind: "join", door: viewer.isInvited ? "ready" : "wrongAccount", status };
  return { kind: "join", door: accountExists ? "signIn" : "newcomer", status };
}

function afterExpiry(status: Known): Doorstep {
  if (isIn(status)) return { kind: "alreadyMember", status };
  if (status.latestRequest?.status === "pending") return { kind: "requested", status };
  if (status.newerInvitation) {
    if (status.latestRequest?.status === "approved") return { kind: "approved", status };
    return { kind: "newerExists", sentAt: status.newerInvitation.sentAt, status };
  }
  return { kind: "expired", status };
}

/** A colleague who opens somebody else's link is a member too, but not the one who was invited. */
function isIn({ viewer }: Known): boolean {
  return Boolean(viewer?.isMember && viewer.isInvited);
}

/** While it was valid the server offered no request; the count says whether one is left now. */
function withRequestsOpen(status: Known): Known {
  return { ...status, canRequestNew: status.requestCount < status.maxRequests };
}

function known(answer: InvitationStatus): Known | null {
  const { invitation, organization } = answer;
  return invitation && organization ? { ...answer, invitation, organization } : null;
}
