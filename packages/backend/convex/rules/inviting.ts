import { addressProblem, isAddress, isDomainAllowed, normalizeAddress } from "./address";
import type { RefusalCode, RefusalData } from "./refusals";
import { canInvite, invitableRoles, mayInviteTo, type Role } from "./roles";
import { tidyLabel, tidyMessage } from "./text";
import { SECOND } from "./time";

/** Whether one person may invite one address, and what an inviter may say. */

const textFields = ["firstName", "lastName", "designation", "department", "message"] as const;
export type InvitationDetails = Partial<Record<(typeof textFields)[number], string>>;

export interface Inviting {
  inviter: { role: Role; email: string };
  invited: { email: string; role: Role; isMember: boolean; isInvited: boolean };
  allowedEmailDomains?: string[];
}

/** Why this invitation may not be made, or null when it may. Expects a normalized address. */
export function inviteRefusal({
  inviter,
  invited,
  allowedEmailDomains,
}: Inviting): RefusalCode | null {
  if (!canInvite(inviter.role)) return "not_allowed";
  if (!invitableRoles(inviter.role).includes(invited.role)) return "cannot_invite_owner";
  if (!isAddress(invited.email)) return "bad_email";
  if (invited.email === normalizeAddress(inviter.email)) return "inviting_yourself";
  if (!isDomainAllowed(invited.email, allowedEmailDomains)) return "domain_not_allowed";
  if (invited.isMember) return "already_member";
  if (invited.isInvited) return "already_invited";
  return null;
}

/** What a refusal to invite tells an owner or admin beside its code, so that it is no dead end. */
export function wayOnFrom(
  code: RefusalCode,
  {
    role,
    email,
    live,
    allowedEmailDomains,
  }: {
    role: Role;
    /** Where one was typed, normalized. */
    email?: string;
    live?: { id: string; role: Role };
    allowedEmailDomains?: string[];
  },
): Partial<Pick<RefusalData, "message" | "invitationId" | "allowedDomains">> {
  // The character that is in the way, or whatever else it is.
  const message = code === "bad_email" && email !== undefined ? addressProblem(email) : null;
  if (message !== null) return { message };
  if (code === "already_invited" && live && mayInviteTo(role, live.role)) {
    return { invitationId: live.id };
  }
  return code === "domain_not_allowed" && allowedEmailDomains && canInvite(role)
    ? { allowedDomains: allowedEmailDomains }
    : {};
}

/** When the mail of an invitation made now leaves, which can be undone until then; undefined when it does not wait. */
export function leavesAt(now: number, delaySeconds: number): number | undefined {
  return delaySeconds > 0 ? now + delaySeconds * SECOND : undefined;
}

/** Tidied, with empty ones absent; null when one is too long. */
export function tidyDetails(details: InvitationDetails): InvitationDetails | null {
  const tidy: InvitationDetails = {};
  for (const field of textFields) {
    const text = field === "message" ? tidyMessage(details[field]) : tidyLabel(details[field]);
    if (text === null) return null;
    if (text !== undefined) tidy[field] = text;
  }
  return tidy;
}
