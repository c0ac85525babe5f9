import { MAX_SLUG_LENGTH, MIN_SLUG_LENGTH } from "@vestibule/backend/rules/lengths";
import type { RefusalData } from "@vestibule/backend/rules/refusals";
import { shownDomain } from "@vestibule/text/shown-address";
import type { ConsoleRefusalCode } from "@/lib/refusals";

/** What only people with an account, or on their way to one, are told. A missing one is a type error. */
export const consoleSentences: Record<ConsoleRefusalCode, string> = {
  not_allowed: "Your role doesn't allow this. Ask an owner or an admin.",
  domain_not_allowed:
    "This organization only invites addresses at certain domains. Use a work address.",
  already_invited: "This address already has an open invitation. Resend that one instead.",
  inviting_yourself: "This is your own address. Enter someone else's.",
  address_unproven: "Confirm your email address first, then try again.",
  address_undeliverable:
    "Email to this address came back or was marked as spam, so nothing more is sent there. Allow it again in settings, or use another address.",
  recipient_limit: "This address can't get another invitation by email today.",
  code_limit: "This address can't get another code by email today.",
  cannot_invite_owner: "Only an owner can invite an owner. Choose another role.",
  project_archived:
    "This project was archived, so nobody can be invited to it. Invite them without the project instead.",
  not_resendable:
    "Only a pending or expired invitation can be resent. Invite the address again instead.",
  not_copyable:
    "Only a pending invitation has a link to copy. Resend an expired one, or invite the address again.",
  not_revocable:
    "This invitation was already answered or revoked, so there's nothing left to revoke.",
  last_owner: "An organization needs an owner. Make someone else an owner first.",
  already_decided: "Someone else already answered this request.",
  undo_too_late: "It's too late to undo this. Invite the person, or revoke the invitation.",
  bad_policy: "A value here is out of range. Check the marked fields.",
  bad_look: "This part of the look can't be saved. Check the marked fields.",
  sign_up_expired: "This sign-up expired, or began in another browser. Create your account again.",
  reset_link_ended:
    "This link has expired, was used, or a newer one replaced it. Ask for a new one.",
  slug_taken: "This address is taken. Choose another.",
  slug_reserved: "This address is reserved. Choose another.",
  slug_invalid: `Use ${MIN_SLUG_LENGTH} to ${MAX_SLUG_LENGTH} lowercase letters, digits, and single hyphens.`,
  creation_closed: "Only platform administrators can create organizations. Ask for an invitation.",
  mailbox_inactive:
    "The mailbox is off. A development deployment has it when MAIL_TRANSPORT is mailbox.",
  not_development: "This is for development only: a deployment with DEPLOYMENT_KIND=development.",
};

export function consoleSentence({ code, allowedDomains }: RefusalData): string | undefined {
  if (allowedDomains) {
    const domains = allowedDomains.map(shownDomain).join(", ");
    return `Only addresses at these domains can be invited: ${domains}.`;
  }
  return Object.hasOwn(consoleSentences, code)
    ? consoleSentences[code as ConsoleRefusalCode]
    : undefined;
}
