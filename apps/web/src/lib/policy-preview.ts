import { expiryFrom, type Policy, type PolicyField } from "@vestibule/backend/rules/policy";
import { HOUR } from "@vestibule/backend/rules/time";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress, shownDomain } from "@vestibule/text/shown-address";
import { counted, formatMoment, formatWeekday, type Reader } from "@/lib/dates";

type Problems = Partial<Record<PolicyField, string>>;

/** What a policy does, as sentences that follow the typing. Empty where a value makes no sense yet. */

export function lifetimePreview(
  policy: Policy,
  problems: Problems,
  now: number,
  reader: Reader,
): string {
  if (problems.invitationExpirationDays) return "";
  const expiresAt = expiryFrom(now, policy);
  const expires = `Links sent today expire on ${formatWeekday(expiresAt, reader)}.`;
  if (problems.reminderHoursBeforeExpiry) return expires;
  if (policy.reminderHoursBeforeExpiry === 0) return `${expires} No reminders are sent.`;
  const remindAt = expiresAt - policy.reminderHoursBeforeExpiry * HOUR;
  return `${expires} People who haven't answered get a reminder on ${formatMoment(remindAt, reader)}.`;
}

export function expiredPreview(policy: Policy, problems: Problems): string {
  const {
    autoReInviteOnExpiration,
    maxAutoReInvitesPerInvitation: renewals,
    maxRequestsPerInvitation: requests,
    requestCooldownSeconds: cooldown,
  } = policy;
  if (problems.maxRequestsPerInvitation || problems.requestCooldownSeconds) return "";
  const asks =
    requests === 1
      ? "can ask for a new one once"
      : `can ask for a new one up to ${requests} times, at least ${counted(cooldown, "second")} apart`;
  if (!autoReInviteOnExpiration || renewals === 0)
    return `Anyone who opens an expired link ${asks}.`;
  if (problems.maxAutoReInvitesPerInvitation) return "";
  return `Anyone who opens an expired link gets a new one by email right away, ${
    renewals === 1 ? "once" : `up to ${renewals} times`
  }. After that, they ${asks}.`;
}

export function toldPreview(
  { notifyAdminsOnInvitationRequest, adminContactEmail }: Policy,
  problems: Problems,
): string {
  if (problems.adminContactEmail) return "";
  const contact = adminContactEmail
    ? `Invitees can write to ${isolated(shownAddress(adminContactEmail))}.`
    : "Invitees don't see a contact address.";
  if (!notifyAdminsOnInvitationRequest) {
    return `Requests wait in the inbox, without an email. ${contact}`;
  }
  return `Each request is emailed to every owner and admin${
    adminContactEmail ? ", and to the contact address" : ""
  }. ${contact}`;
}

export function domainsPreview({ allowedEmailDomains = [] }: Policy, problems: Problems): string {
  if (problems.allowedEmailDomains) return "";
  if (allowedEmailDomains.length === 0) return "Any address can be invited.";
  const list = new Intl.ListFormat("en", { type: "disjunction" }).format(
    allowedEmailDomains.map((domain) => isolated(`@${shownDomain(domain)}`)),
  );
  return `Only addresses ending in ${list} can be invited.`;
}
