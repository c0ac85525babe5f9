/** An organization's invitation policy: what applies when a field is absent, and what may be stored. */

import { addressProblem, isDomain, normalizeAddress, normalizeDomain } from "./address";
import { type Difference, differenceIn } from "./difference";
import { DAY, HOUR } from "./time";

export interface StoredPolicy {
  invitationExpirationDays?: number;
  autoReInviteOnExpiration?: boolean;
  maxAutoReInvitesPerInvitation?: number;
  adminContactEmail?: string;
  notifyAdminsOnInvitationRequest?: boolean;
  reminderHoursBeforeExpiry?: number;
  allowedEmailDomains?: string[];
  requestCooldownSeconds?: number;
  maxRequestsPerInvitation?: number;
}

/** Fields without a default stay absent: nobody is told, every domain is allowed. */
export type Policy = Required<Omit<StoredPolicy, "adminContactEmail" | "allowedEmailDomains">> &
  Pick<StoredPolicy, "adminContactEmail" | "allowedEmailDomains">;

export const policyDefaults = {
  invitationExpirationDays: 7,
  autoReInviteOnExpiration: false,
  maxAutoReInvitesPerInvitation: 2,
  notifyAdminsOnInvitationRequest: true,
  reminderHoursBeforeExpiry: 24,
  requestCooldownSeconds: 60,
  maxRequestsPerInvitation: 3,
} as const satisfies Policy;

/** Whole numbers, both ends included. */
export const policyRanges = {
  invitationExpirationDays: { min: 1, max: 90 },
  maxAutoReInvitesPerInvitation: { min: 0, max: 10 },
  requestCooldownSeconds: { min: 30, max: 86_400 },
  maxRequestsPerInvitation: { min: 1, max: 10 },
} as const;

export function policyOf(stored: StoredPolicy): Policy {
  const present = Object.fromEntries(
    Object.entries(stored).filter(([, value]) => value !== undefined && value !== null),
  );
  return { ...policyDefaults, ...present };
}

/** When an invitation sent now stops working, in ms since the epoch. */
export function expiryFrom(now: number, policy: Pick<Policy, "invitationExpirationDays">): number {
  return now + policy.invitationExpirationDays * DAY;
}

/** When its reminder is due, or undefined when none is wanted or that moment has passed already. */
export function remindAtFor(
  now: number,
  expiresAt: number,
  { reminderHoursBeforeExpiry }: Pick<Policy, "reminderHoursBeforeExpiry">,
): number | undefined {
  if (reminderHoursBeforeExpiry <= 0) return undefined;
  const remindAt = expiresAt - reminderHoursBeforeExpiry * HOUR;
  return remindAt > now ? remindAt : undefined;
}

/** When an invitation sent now expires, and when its reminder goes out before that. */
export function momentsFrom(
  now: number,
  stored: StoredPolicy,
): { expiresAt: number; remindAt: number | undefined } {
  const policy = policyOf(stored);
  const expiresAt = expiryFrom(now, policy);
  return { expiresAt, remindAt: remindAtFor(now, expiresAt, policy) };
}

export const policyFields = [
  "invitationExpirationDays",
  "autoReInviteOnExpiration",
  "maxAutoReInvitesPerInvitation",
  "adminContactEmail",
  "notifyAdminsOnInvitationRequest",
  "reminderHoursBeforeExpiry",
  "allowedEmailDomains",
  "requestCooldownSeconds",
  "maxRequestsPerInvitation",
] as const satisfies readonly (keyof StoredPolicy)[];
export type PolicyField = (typeof policyFields)[number];

/** Some fields of a policy; null clears one that may be absent. */
export type PolicyChange = Partial<Omit<Policy, "adminContactEmail" | "allowedEmailDomains">> & {
  adminContactEmail?: string | null;
  allowedEmailDomains?: string[] | null;
};

/** More than a person lists by hand, and far below what a row may hold. */
const MAX_DOMAINS = 100;

/** The policy after a change, normalized. Whether it may be stored, `policyProblems` says. */
export function changedPolicy(policy: Policy, change: PolicyChange): Policy {
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined && value !== null),
  );
  const { adminContactEmail, allowedEmailDomains, ...always } = { ...policy, ...given };
  const contact =
    change.adminContactEmail === null ? "" : normalizeAddress(adminContactEmail ?? "");
  const domains = change.allowedEmailDomains === null ? [] : tidyDomains(allowedEmailDomains ?? []);
  return {
    ...always,
    ...(contact === "" ? {} : { adminContactEmail: contact }),
    ...(domains.length === 0 ? {} : { allowedEmailDomains: domains }),
  };
}

/** As they are stored, each once. */
function tidyDomains(domains: readonly string[]): string[] {
  const tidy = domains.map(normalizeDomain);
  return [...new Set(tidy.filter((domain) => domain !== ""))];
}

export function policyDifference(before: Policy, after: Policy): Difference | undefined {
  return differenceIn(policyFields, before, after, (policy) => policy);
}

/** Why a normalized policy cannot be stored: a sentence for each field that needs another value. */
export function policyProblems(policy: Policy): Partial<Record<PolicyField, string>> {
  const problems: Partial<Record<PolicyField, string>> = {};
  for (const [field, range] of policyRangeEntries) {
    if (!isWholeIn(policy[field], range)) {
      problems[field] = `Use a whole number from ${range.min} to ${range.max}.`;
    }
  }
  // Its limit is the lifetime, so it says nothing while that is wrong itself.
  const reminder = problems.invitationExpirationDays ? null : reminderProblem(policy);
  if (reminder) problems.reminderHoursBeforeExpiry = reminder;
  const { adminContactEmail, allowedEmailDomains = [] } = policy;
  const contact = adminContactEmail === undefined ? null : addressProblem(adminContactEmail);
  if (contact) problems.adminContactEmail = contact;
  const wrong = allowedEmailDomains.filter((domain) => !isDomain(domain));
  if (wrong.length > 0) {
    problems.allowedEmailDomains = `${notDomains(wrong)}. Write them like example.com.`;
  } else if (allowedEmailDomains.length > MAX_DOMAINS) {
    problems.allowedEmailDomains = `Use at most ${MAX_DOMAINS} domains.`;
  }
  return problems;
}

/** As many by name as a person mends at once. */
const NAMED_DOMAINS = 5;

function notDomains(wrong: string[]): string {
  if (wrong.length === 1) return `${wrong[0]} is not a domain`;
  const more = wrong.length > NAMED_DOMAINS ? ` and ${wrong.length - NAMED_DOMAINS} more` : "";
  return `${wrong.slice(0, NAMED_DOMAINS).join(", ")}${more} are not domains`;
}

const policyRangeEntries = Object.entries(policyRanges) as [
  keyof typeof policyRanges,
  { min: number; max: number },
][];

/** A reminder at or before the moment of sending would never go out. */
function reminderProblem(policy: Policy): string | null {
  const max = policy.invitationExpirationDays * 24 - 1;
  if (isWholeIn(policy.reminderHoursBeforeExpiry, { min: 0, max })) return null;
  return `Use a whole number from 0 (no reminder) to ${max}, less than the lifetime of an invitation.`;
}

function isWholeIn(value: number, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
