import {
  MAX_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
} from "@vestibule/backend/rules/lengths";
import type { RefusalCode, RefusalData } from "@vestibule/backend/rules/refusals";

/** Said behind the door alone (`console-refusals.ts`): the invitee's page has no room for what it never says. */
export type ConsoleRefusalCode =
  | "not_allowed"
  | "domain_not_allowed"
  | "already_invited"
  | "inviting_yourself"
  | "address_unproven"
  | "recipient_limit"
  | "code_limit"
  | "address_undeliverable"
  | "cannot_invite_owner"
  | "project_archived"
  | "not_resendable"
  | "not_copyable"
  | "not_revocable"
  | "last_owner"
  | "already_decided"
  | "undo_too_late"
  | "bad_policy"
  | "bad_look"
  | "sign_up_expired"
  | "reset_link_ended"
  | "slug_taken"
  | "slug_reserved"
  | "slug_invalid"
  | "creation_closed"
  | "mailbox_inactive"
  | "not_development";

/** The other refusals as the person reads them: what happened, and what to do. A missing one is a type error. */
export const refusalSentences: Record<Exclude<RefusalCode, ConsoleRefusalCode>, string> = {
  not_signed_in: "You've been signed out. Sign in and try again.",
  not_found: "This no longer exists, or you don't have access.",
  bad_email: "Enter a complete email address, such as maria@example.com.",
  already_member: "This person is already a member. You'll find them under Members.",
  bad_input: "Something here is too long or not valid. Correct it and try again.",
  rate_limited: "Too many requests.",
  resend_too_soon: "This invitation was just sent.",
  invitee_limit: "This address can't get another invitation email yet.",
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
  no_newer_invitation: "There's no newer invitation to resend. Ask for a new one instead.",
  bad_name: `Enter a name of at most ${MAX_NAME_LENGTH} characters, without a web or email address.`,
  password_too_short: `Use at least ${MIN_PASSWORD_LENGTH} characters.`,
  password_too_long: `Use at most ${MAX_PASSWORD_LENGTH} characters.`,
  password_common: "This password is easy to guess. Choose another.",
  password_is_address: "Your address is easy to guess. Choose another password.",
  password_breached:
    "This password was stolen from another site, so attackers know it. Choose another.",
  invalid_code: "This code is wrong or has expired. Check it, or send a new code.",
};

/** What an unexpected failure reads as: it is ours, and trying again is safe. */
export const unexpectedSentence = "Something went wrong on our side. Try again in a moment.";

export interface Refusal {
  code: RefusalCode | "unexpected";
  sentence: string;
  /** The live invitation, which the caller may resend. */
  invitationId?: string;
}

/**
 * The refusal that an answer carries: the data of a failed call, or the JSON body of a Better Auth endpoint. Null for
 * what is none, and for one that neither `refusalSentences` nor `more` has a sentence for.
 */
export function toRefusal(
  data: unknown,
  more?: (data: RefusalData) => string | undefined,
): Refusal | null {
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  const refusal = data as RefusalData;
  const { code, retryAfterSeconds: wait, invitationId } = refusal;
  const sentence = hasSentence(code) ? refusalSentences[code] : more?.(refusal);
  if (sentence === undefined) return null;
  // How long to wait is what a limit is about.
  const ending = wait || code === "rate_limited" ? ` ${tryAgainIn(wait)}` : "";
  return {
    code,
    sentence: `${sentence}${ending}`,
    ...(invitationId === undefined ? {} : { invitationId }),
  };
}

export function hasSentence(code: unknown): code is keyof typeof refusalSentences {
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
  if (seconds < 172_800) return `Try again in ${Math.ceil(seconds / 3600)} hours.`;
  return `Try again in ${Math.ceil(seconds / 86_400)} days.`;
}
