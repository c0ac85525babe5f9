import type { api } from "@vestibule/backend/api";
import { type NewerInvitation, offerFor } from "@vestibule/backend/rules/expiredLink";
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
  | { kind: "newerExists"; newer: NewerInvitation; status: Known }
  | { kind: "approved"; newer: NewerInvitation; status: Known }
  | { kind: "autoReInvite"; status: Known }
  | { kind: "requested"; status: Known }
  | { kind: "expired"; status: Known };

/**
 * The server's answer does not age, the page's clock does: past its expiry a valid invitation is expired
 * on the page before the server has said so. `now` is the server's time (`useNow`): by a browser's own
 * clock a good invitation could seem expired.
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

/** The offers of an expired link; a request that waits stands where the next one would be offered. */
function afterExpiry(status: Known): Doorstep {
  if (isIn(status)) return { kind: "alreadyMember", status };
  const request = status.latestRequest?.status;
  const offer = offerFor(status);
  switch (offer.kind) {
    case "newerExists":
      return { kind: request === "approved" ? "approved" : "newerExists", newer: offer, status };
    case "autoReInvite":
      return { kind: "autoReInvite", status };
    case "request":
    case "contact":
    case "nothing":
      return { kind: request === "pending" ? "requested" : "expired", status };
    default:
      return offer satisfies never;
  }
}

/**
 * The invitation that an approved request led to, when the person who sees this page may use it without
 * a link: the page is that one's then.
 */
export function successorOf({ status, latestRequest }: InvitationStatus): string | undefined {
  return status === "expired" && latestRequest?.status === "approved"
    ? latestRequest.newInvitationId
    : undefined;
}

/** A colleague who opens somebody else's link is a member too, but not the one who was invited. */
function isIn({ viewer, accountIsMember }: Known): boolean {
  return viewer ? viewer.isMember && viewer.isInvited : accountIsMember === true;
}

/** While it was valid the server offered no request; the count says whether one is left now. */
function withRequestsOpen(status: Known): Known {
  return { ...status, canRequestNew: status.requestCount < status.maxRequests };
}

function known(answer: InvitationStatus): Known | null {
  const { invitation, organization } = answer;
  return invitation && organization ? { ...answer, invitation, organization } : null;
}
