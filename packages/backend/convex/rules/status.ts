/** What state an invitation is in now, even before its row says so. */

export const invitationStatuses = [
  "pending",
  "accepted",
  "rejected",
  "canceled",
  "expired",
] as const;
/** The stored word. People read Pending, Accepted, Declined, Revoked, Expired. */
export type InvitationStatus = (typeof invitationStatuses)[number];

export const linkStatuses = [
  "valid",
  "expired",
  "accepted",
  "revoked",
  "declined",
  "not_found",
] as const;
/** What a link means to the person who opened it. */
export type LinkStatus = (typeof linkStatuses)[number];

/** The moment of expiry itself is expired. */
export function isExpired(invitation: { expiresAt: number }, now: number): boolean {
  return invitation.expiresAt <= now;
}

/** The status with expiry applied: the sweep may not have rewritten the row yet. */
export function statusAt(
  invitation: { status: InvitationStatus; expiresAt: number },
  now: number,
): InvitationStatus {
  return invitation.status === "pending" && isExpired(invitation, now)
    ? "expired"
    : invitation.status;
}

export function linkStatusOf(status: InvitationStatus): Exclude<LinkStatus, "not_found"> {
  switch (status) {
    case "pending":
      return "valid";
    case "accepted":
      return "accepted";
    case "rejected":
      return "declined";
    case "canceled":
      return "revoked";
    case "expired":
      return "expired";
    default:
      return status satisfies never;
  }
}
