import { isDomainAllowed } from "./address";
import type { RefusalCode } from "./refusals";
import { canInvite, invitableRoles, type Role } from "./roles";
import type { InvitationStatus } from "./status";

/** What may be done to an invitation that was sent: resend it, copy a link of it, revoke it, undo it. Null means: may. */

export interface SentInvitation {
  email: string;
  role: Role;
  /** With expiry applied. */
  status: InvitationStatus;
}

/**
 * Why an admin may not send it again. A link to a role is as good as the role, so resending takes what inviting takes.
 * Whether the address has something better by now is `refuseIfAnswered`'s to ask.
 */
export function resendRefusal(
  role: Role,
  invitation: SentInvitation,
  allowedEmailDomains: readonly string[] | undefined,
): RefusalCode | null {
  const roleProblem = handOutRefusal(role, invitation);
  if (roleProblem) return roleProblem;
  if (!isOpen(invitation)) return "not_resendable";
  return domainRefusal(invitation, allowedEmailDomains);
}

/** Why an admin may not have another link of it: a link handed over is as good as one that is mailed. */
export function copyRefusal(
  role: Role,
  invitation: SentInvitation,
  allowedEmailDomains: readonly string[] | undefined,
): RefusalCode | null {
  const roleProblem = handOutRefusal(role, invitation);
  if (roleProblem) return roleProblem;
  if (invitation.status !== "pending") return "not_copyable";
  return domainRefusal(invitation, allowedEmailDomains);
}

/** Why an admin may not end it. An admin may end an owner's invitation too: it takes, and gives nothing. */
export function revokeRefusal(
  role: Role,
  invitation: Pick<SentInvitation, "status">,
): RefusalCode | null {
  if (!canInvite(role)) return "not_allowed";
  return isOpen(invitation) ? null : "not_revocable";
}

/**
 * Why it may not be undone. Whoever may end it may take it back, while its first mail waits: whether that mail has left is the
 * outbox's to say. A resent one has another mail, and `leavesAt` no more.
 */
export function undoRefusal(
  role: Role,
  { status, leavesAt }: Pick<SentInvitation, "status"> & { leavesAt?: number },
): RefusalCode | null {
  if (!canInvite(role)) return "not_allowed";
  return status === "pending" && leavesAt !== undefined ? null : "undo_too_late";
}

/** Made by an approval that was taken back before its mail left: it never reached anybody. */
export function isUndone({
  status,
  source,
  decidedAt,
  lastSentAt,
}: {
  status: InvitationStatus;
  source?: string;
  decidedAt?: number;
  lastSentAt?: number;
}): boolean {
  const neverCounted = decidedAt === undefined && lastSentAt === undefined;
  return status === "canceled" && source === "request" && neverCounted;
}

/** Whether its address may be invited anew from it: it came to nothing, and no later invitation followed. */
export function canInviteAgain(
  invitation: Parameters<typeof isUndone>[0] & { replacedByInvitationId?: string },
): boolean {
  const { status, replacedByInvitationId } = invitation;
  const cameToNothing = status === "canceled" || status === "rejected" || status === "expired";
  return cameToNothing && replacedByInvitationId === undefined && !isUndone(invitation);
}

function handOutRefusal(role: Role, invitation: { role: Role }): RefusalCode | null {
  if (!canInvite(role)) return "not_allowed";
  return invitableRoles(role).includes(invitation.role) ? null : "cannot_invite_owner";
}

function domainRefusal(
  { email }: { email: string },
  allowedEmailDomains: readonly string[] | undefined,
): RefusalCode | null {
  return isDomainAllowed(email, allowedEmailDomains) ? null : "domain_not_allowed";
}

/** Neither answered nor revoked: an expired one can still be sent again or ended. */
function isOpen({ status }: { status: InvitationStatus }): boolean {
  return status === "pending" || status === "expired";
}
