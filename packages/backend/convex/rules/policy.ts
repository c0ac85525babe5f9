/** An organization's invitation policy: what applies when a field is absent, and what may be stored. */

export const DAY = 24 * 60 * 60 * 1000;

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
