import { isAddress, isDomainAllowed, normalizeAddress } from "./address";
import { MAX_LABEL_LENGTH, MAX_MESSAGE_LENGTH } from "./lengths";
import type { RefusalCode } from "./refusals";
import { canInvite, invitableRoles, type Role } from "./roles";

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

/** Trimmed, with empty ones absent; null when one is too long. */
export function tidyDetails(details: InvitationDetails): InvitationDetails | null {
  const tidy: InvitationDetails = {};
  for (const field of textFields) {
    const text = tidyText(details[field], limitOf(field));
    if (text === null) return null;
    if (text !== undefined) tidy[field] = text;
  }
  return tidy;
}

/** Trimmed text, undefined when there is none, null when it is too long. */
export function tidyText(text: string | undefined, limit: number): string | undefined | null {
  const trimmed = text?.trim();
  if (!trimmed) return undefined;
  return trimmed.length > limit ? null : trimmed;
}

/** For a reason or a note. */
export function tidyMessage(text: string | undefined): string | undefined | null {
  return tidyText(text, MAX_MESSAGE_LENGTH);
}

function limitOf(field: keyof InvitationDetails): number {
  return field === "message" ? MAX_MESSAGE_LENGTH : MAX_LABEL_LENGTH;
}
