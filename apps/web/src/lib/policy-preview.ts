import { expiryFrom, type Policy, type PolicyField } from "@vestibule/backend/rules/policy";
import { HOUR } from "@vestibule/backend/rules/time";
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
  const dies = `A link sent today dies on ${formatWeekday(expiresAt, reader)}.`;
  if (problems.reminderHoursBeforeExpiry) return dies;
  if (policy.reminderHoursBeforeExpiry === 0) return `${dies} Nobody is reminded.`;
  const remindAt = expiresAt - policy.reminderHoursBeforeExpiry * HOUR;
  return `${dies} Whoever has not answered is reminded on ${formatMoment(remindAt, reader)}.`;
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
      ? "can ask you for a new one once"
      : `can ask you for a new one ${requests} times, at least ${counted(cooldown, "second")} apart`;
  if (!autoReInviteOnExpiration || renewals === 0) return `Whoever opens an expired link ${asks}.`;
  if (problems.maxAutoReInvitesPerInvitation) return "";
  return `Whoever opens an expired link gets a new one by email at once, ${
    renewals === 1 ? "one time" : `up to ${renewals} times`
  }. After that, they ${asks}.`;
}

export function toldPreview(
  { notifyAdminsOnInvitationRequest, adminContactEmail }: Policy,
  problems: Problems,
): string {
  if (problems.adminContactEmail) return "";
  const contact = adminContactEmail
    ? `Invitees see ${adminContactEmail} as the address to write to.`
    : "Invitees see no address to write to.";
  if (!notifyAdminsOnInvitationRequest) {
    return `Requests wait in the inbox; nobody gets an email. ${contact}`;
  }
  return `Each request is mailed to every owner and admin${
    adminContactEmail ? " and to the contact" : ""
  }. ${contact}`;
}

export function domainsPreview({ allowedEmailDomains = [] }: Policy, problems: Problems): string {
  if (problems.allowedEmailDomains) return "";
  if (allowedEmailDomains.length === 0) return "Any address can be invited.";
  const list = new Intl.ListFormat("en", { type: "disjunction" }).format(
    allowedEmailDomains.map((domain) => `@${domain}`),
  );
  return `Only addresses that end in ${list} can be invited.`;
}
