import {
  MAX_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  MAX_SLUG_LENGTH,
  MIN_PASSWORD_LENGTH,
  MIN_SLUG_LENGTH,
} from "@vestibule/backend/rules/lengths";
import type { RefusalCode, RefusalData } from "@vestibule/backend/rules/refusals";

/** Every refusal as the person reads it: what happened, and what to do. A missing one is a type error. */
export const refusalSentences: Record<RefusalCode, string> = {
  not_signed_in: "You've been signed out. Sign in and try again.",
  not_found: "This no longer exists, or you don't have access.",
  not_allowed: "Your role doesn't allow this. Ask an owner or an admin.",
  bad_email: "Enter a complete email address, such as maria@example.com.",
  domain_not_allowed:
    "This organization only invites addresses at certain domains. Use a work address.",
  already_member: "This person is already a member. You'll find them under Members.",
  already_invited: "This address already has an open invitation. Resend that one instead.",
  inviting_yourself: "This is your own address. Enter someone else's.",
  cannot_invite_owner: "Only an owner can invite an owner. Choose another role.",
  bad_input: "Something here is too long or not valid. Correct it and try again.",
  rate_limited: "Too many requests.",
  resend_too_soon: "This invitation was just sent.",
  not_resendable:
    "Only a pending or expired invitation can be resent. Invite the address again instead.",
  not_copyable:
    "Only a pending invitation has a link to copy. Resend an expired one, or invite the address again.",
  not_revocable:
    "This invitation was already answered or revoked, so there's nothing left to revoke.",
  expired: "This invitation has expired. You can ask for a new one.",
  accepted: "This invitation has already been used. If that was you, sign in.",
  revoked: "This invitation was revoked. Ask the organization for another.",
  declined: "This invitation was declined. Ask the organization for another.",
  wrong_account: "This invitation is for another address. Switch accounts to use it.",
  verification_required: "Verify your email address first, then accept.",
  not_expired: "This invitation still works. Accept it instead of asking for a new one.",
  newer_invitation: "A newer invitation is already in your inbox. Open its link.",
  account_exists: "This address already has an account. Sign in to accept.",
  account_unproven: "An account with this address exists. Read what joining does to it, then join.",
  last_owner: "An organization needs an owner. Make someone else an owner first.",
  no_newer_invitation: "There's no newer invitation to resend. Ask for a new one instead.",
  already_decided: "Someone else already answered this request.",
  undo_too_late: "It's too late to undo this answer. Invite the person, or revoke the invitation.",
  bad_policy: "A value here is out of range. Check the marked fields.",
  bad_name: `Enter a name of at most ${MAX_NAME_LENGTH} characters, without a web or email address.`,
  password_too_short: `Use at least ${MIN_PASSWORD_LENGTH} characters.`,
  password_too_long: `Use at most ${MAX_PASSWORD_LENGTH} characters.`,
  password_common: "This password is easy to guess. Choose another.",
  password_is_address: "Your address is easy to guess. Choose another password.",
  invalid_code: "This code is wrong or has expired. Use the one in the latest email.",
  slug_taken: "This address is taken. Choose another.",
  slug_reserved: "This address is reserved. Choose another.",
  slug_invalid: `Use ${MIN_SLUG_LENGTH} to ${MAX_SLUG_LENGTH} lowercase letters, digits, and single hyphens.`,
  creation_closed: "Only platform administrators can create organizations. Ask for an invitation.",
  mailbox_inactive: "The mailbox is off. Set MAIL_TRANSPORT to mailbox to use it.",
  not_development: "This is for development only. Set MAIL_TRANSPORT to mailbox to use it.",
};

/** What an unexpected failure reads as: it is ours, and trying again is safe. */
export const unexpectedSentence = "Something went wrong on our side. Try again in a moment.";

export interface Refusal {
  code: RefusalCode | "unexpected";
  sentence: string;
  /** The live invitation, which the caller may resend. */
  invitationId?: string;
}

/** The refusal that an answer carries: the data of a failed call, or the JSON body of a Better Auth endpoint. */
export function toRefusal(data: unknown): Refusal | null {
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  if (!isKnown(data.code)) return null;
  const { retryAfterSeconds: wait, invitationId, allowedDomains } = data as Partial<RefusalData>;
  const sentence = allowedDomains
    ? `Only addresses at these domains can be invited: ${allowedDomains.join(", ")}.`
    : refusalSentences[data.code];
  // How long to wait is what a limit is about.
  const ending = wait || data.code === "rate_limited" ? ` ${tryAgainIn(wait)}` : "";
  return {
    code: data.code,
    sentence: `${sentence}${ending}`,
    ...(invitationId === undefined ? {} : { invitationId }),
  };
}

function isKnown(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(refusalSentences, code);
}

/** For a 429 that carries no refusal of ours. */
export function tooManyAttempts(retryAfterSeconds: number | undefined): string {
  return `${refusalSentences.rate_limited} ${tryAgainIn(retryAfterSeconds)}`;
}

function tryAgainIn(seconds: number | undefined): string {
  if (!seconds) return "Wait a moment, then try again.";
  if (seconds < 90) return `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`;
  if (seconds < 5400) return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
  return `Try again in ${Math.ceil(seconds / 3600)} hours.`;
}
