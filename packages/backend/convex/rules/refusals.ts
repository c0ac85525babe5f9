import {
  MAX_LABEL_LENGTH,
  MAX_MESSAGE_LENGTH,
  MAX_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  MAX_SLUG_LENGTH,
  MIN_PASSWORD_LENGTH,
  MIN_SLUG_LENGTH,
} from "./lengths";
import type { LookField } from "./look";
import type { PolicyField } from "./policy";

/**
 * Every expected "no" of the backend. A refusal travels as a ConvexError with its code; the web turns
 * the code into what the person reads, so these sentences are for callers without a screen.
 */
export const refusalSentences = {
  not_signed_in: "Sign in first.",
  not_found: "This doesn't exist, or you don't have access.",
  not_allowed: "Your role in this organization doesn't allow this.",
  bad_email: "This isn't an email address.",
  domain_not_allowed: "This organization only invites addresses of certain domains.",
  already_member: "This person is already a member.",
  already_invited: "This address already has a live invitation. Resend it instead.",
  inviting_yourself: "You can't invite yourself.",
  cannot_invite_owner: "Only an owner can invite an owner.",
  project_archived:
    "This project is archived, so nobody can be invited to it. Invite without the project, or bring it back first.",
  last_owner: "An organization keeps at least one owner. Make another member an owner first.",
  bad_input: `Something here is too long or malformed. Names and titles take up to ${MAX_LABEL_LENGTH} characters, messages and reasons up to ${MAX_MESSAGE_LENGTH.toLocaleString("en")}.`,
  rate_limited: "Too many requests. Wait a moment and try again.",
  resend_too_soon: "This invitation was sent a moment ago. Wait a moment before you resend it.",
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
  address_unproven:
    "Confirm your email address first: request a code and enter it, then repeat this.",
  invitee_limit:
    "This person has had as many invitation emails from this organization as it may send for now. Use “Copy invitation link”, or try again later.",
  recipient_limit: "This address can't get another invitation by email today. Try again tomorrow.",
  code_limit: "This address can't get another code by email today. Try again tomorrow.",
  address_undeliverable:
    "Mail to this address came back or was marked as spam, so nothing more is sent there until an admin allows it.",
  not_expired: "This invitation is still valid. Accept it instead of asking for a new one.",
  newer_invitation: "A newer invitation is already in your inbox.",
  no_newer_invitation: "There is no newer invitation to resend.",
  already_decided: "Another admin has already decided this request.",
  undo_too_late: "This can no longer be undone.",
  bad_policy: "This setting needs another value.",
  bad_look: "This part of the organization's look needs another value.",
  account_exists: "This address already has an account. Sign in to accept.",
  account_unproven:
    "An account with this address exists, but its address was never confirmed. Joining sets its password anew and signs out its other sessions: ask for that with replacesAccount, or sign in to keep it.",
  bad_name: `Enter a name of at most ${MAX_NAME_LENGTH} characters, without a web or email address.`,
  password_too_short: `Use a password of at least ${MIN_PASSWORD_LENGTH} characters.`,
  password_too_long: `Use a password of at most ${MAX_PASSWORD_LENGTH} characters.`,
  password_common: "This password is on the lists that attackers try first. Choose another.",
  password_is_address: "Your own address is easy to guess. Choose another password.",
  password_breached:
    "This password was stolen from another site, so attackers know it. Choose another.",
  invalid_code: "This code is wrong or has expired. Ask for a new one.",
  sign_up_expired: "This sign-up has expired, or began in another browser. Sign up again.",
  reset_link_ended:
    "This link has expired, was used, or a newer one replaced it. Ask for a new one.",
  slug_taken: "This address is taken. Choose another.",
  slug_reserved: "This address is reserved. Choose another.",
  slug_invalid: `Use ${MIN_SLUG_LENGTH} to ${MAX_SLUG_LENGTH} lower-case letters, digits and single hyphens.`,
  creation_closed: "Only platform administrators can create organizations.",
  mailbox_inactive:
    "The development mailbox is off. A development deployment has it when MAIL_TRANSPORT is mailbox.",
  not_development: "This is for development only: a deployment with DEPLOYMENT_KIND=development.",
} as const;

export type RefusalCode = keyof typeof refusalSentences;
export const refusalCodes = Object.keys(refusalSentences) as readonly RefusalCode[];

/** What the ConvexError carries as `data`. */
export interface RefusalData {
  code: RefusalCode;
  message: string;
  /** Whole seconds until the same call can succeed. */
  retryAfterSeconds?: number;
  /** With already_invited, to an admin: the live invitation, which can be resent. */
  invitationId?: string;
  /** With domain_not_allowed, to an admin, who sees the settings: the only domains that may be invited. */
  allowedDomains?: string[];
  /** With bad_policy and bad_look: the setting, and `message` says what is wrong with it. */
  field?: PolicyField | LookField;
  /** With already_decided: who was first (absent when nobody had to), when, and what they decided. */
  decidedBy?: string;
  decidedAt?: number;
  decision?: "approved" | "denied";
}

export function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(refusalSentences, code);
}
