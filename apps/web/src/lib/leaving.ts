import type { InvitationRow } from "@/lib/rows";

/** The moment at which an invitation's letter leaves while it still waits, and so can be undone. */
export function leavingAt(row: InvitationRow, now: number): number | undefined {
  const { status, deliveryStatus, leavesAt } = row;
  const waits = status === "pending" && deliveryStatus === "queued";
  return waits && leavesAt !== undefined && leavesAt > now ? leavesAt : undefined;
}

/** Until when an invitation's invitee gets no further letter from the organization. */
export function restrainedUntil(row: InvitationRow, now: number): number | undefined {
  const { restrainedUntil: until } = row;
  return until !== undefined && until > now ? until : undefined;
}
