import type { PolicyField } from "./policy";

/**
 * Every expected "no" of the backend. A refusal travels as a ConvexError with its code; the web turns
 * the code into what the person reads, so these sentences are for callers without a screen.
 */
export const refusalSentences = {
  not_signed_in: "Sign in first.",
  not_found: "This does not exist, or it is not for you.",
  not_allowed: "Your role in this organization does not allow this.",
  bad_email: "This is not an email address.",
  domain_not_allowed: "This organization invites addresses of certain domains only.",
  already_member: "This person is already a member.",
  already_invited: "This address already has a live invitation. Resend it instead.",
  inviting_yourself: "You cannot invite yourself.",
  cannot_invite_owner: "Only an owner can invite an owner.",
  last_owner: "An organization keeps at least one owner. Make another member an owner first.",
  bad_input:
    "Something here is too long or malformed. Names and titles take up to 100 characters, messages and reasons up to 1,000.",
  rate_limited: "Too many at once. Wait a moment, then try again.",
  resend_too_soon: "This invitation was sent a moment ago. Wait, then resend it.",
  not_resendable: "Only a pending or expired invitation can be resent. Invite the address again.",
  not_copyable:
    "Only a pending invitation has a link to copy. Resend an expired one, or invite again.",
  not_revocable:
    "Only a pending or expired invitation can be revoked. This one has been answered or revoked already.",
  expired: "This invitation has expired.",
  accepted: "This invitation has already been used.",
  revoked: "This invitation has been revoked.",
  declined: "This invitation has been declined.",
  wrong_account: "This invitation is for another address. Switch accounts to use it.",
  verification_required: "Verify your email address first, then accept.",
  not_expired: "This invitation is still good. Accept it instead of asking for a new one.",
  newer_invitation: "A newer invitation is already in your mailbox.",
  no_newer_invitation: "There is no newer invitation to send again.",
  already_decided: "Another admin has already decided this request.",
  undo_too_late: "This decision can no longer be undone.",
  bad_policy: "This setting does not work.",
  account_exists: "This address already has an account. Sign in to accept.",
  bad_name: "Enter a name of at most 100 characters.",
  password_too_short: "Use a password of at least 8 characters.",
  password_too_long: "Use a password of at most 128 characters.",
  invalid_code: "This code is wrong or too old. Ask for a new one.",
  slug_taken: "This address is taken. Choose another.",
  slug_reserved: "This address is reserved. Choose another.",
  slug_invalid: "Use 2 to 48 lower-case letters, digits and single hyphens.",
  creation_closed: "Organizations are created by the platform's administrators.",
  mailbox_inactive: "The development mailbox is off. Set MAIL_TRANSPORT to mailbox to use it.",
  not_development: "This is for development only. Set MAIL_TRANSPORT to mailbox to use it.",
} as const;

export type RefusalCode = keyof typeof refusalSentences;
export const refusalCodes = Object.keys(refusalSentences) as readonly RefusalCode[];

/** What the ConvexError carries as `data`. */
export interface RefusalData {
  code: RefusalCode;
  message: string;
  /** Whole seconds until the same call can succeed. */
  retryAfterSeconds?: number;
  /** With bad_policy: the setting, and `message` says what is wrong with it. */
  field?: PolicyField;
  /** With already_decided: who was first (absent when nobody had to), when, and what they decided. */
  decidedBy?: string;
  decidedAt?: number;
  decision?: "approved" | "denied";
}

export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(refusalSentences, code);
}
