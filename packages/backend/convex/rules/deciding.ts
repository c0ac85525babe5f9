import { isDomainAllowed } from "./address";
import type { RefusalCode } from "./refusals";
import { invitableRoles, type Role } from "./roles";
import { SECOND } from "./time";

/** Who may decide about a request, and how long a decision can be taken back. */

/**
 * How long a decision can be undone. It is effective and on every screen at once; only its mail waits
 * this long, because a mail cannot be called back. Long enough to notice a wrong click.
 */
export const UNDO_SECONDS = 8;
const UNDO_MS = UNDO_SECONDS * SECOND;

export interface Approval {
  decider: { role: Role };
  invited: { email: string; role: Role; isMember: boolean; isInvited: boolean };
  allowedEmailDomains?: string[];
}

/** Why a request may not be approved as it is, or null when it may: what holds for inviting, holds here. */
export function approvalRefusal({
  decider,
  invited,
  allowedEmailDomains,
}: Approval): RefusalCode | null {
  if (!invitableRoles(decider.role).includes(invited.role)) return "cannot_invite_owner";
  if (!isDomainAllowed(invited.email, allowedEmailDomains)) return "domain_not_allowed";
  if (invited.isMember) return "already_member";
  if (invited.isInvited) return "already_invited";
  return null;
}

interface Decision {
  status: "pending" | "approved" | "denied";
  processedAt?: number;
  processedBy?: { id: string };
}

/** The end of the time in which this person may undo; undefined when it was never theirs to undo. */
export function undoUntil(request: Decision, userId: string): number | undefined {
  if (request.status === "pending" || request.processedAt === undefined) return undefined;
  return request.processedBy?.id === userId ? request.processedAt + UNDO_MS : undefined;
}

/** When the mail of a decision made now may leave. */
export function decisionMailAt(decidedAt: number): number {
  return decidedAt + UNDO_MS;
}
