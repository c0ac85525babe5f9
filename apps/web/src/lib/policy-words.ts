import type { PolicyField } from "@vestibule/backend/rules/policy";

/** What the settings are called, in the form and in the trail of their changes. */
export const policyLabels: Record<PolicyField, string> = {
  invitationExpirationDays: "Lifetime",
  reminderHoursBeforeExpiry: "Reminder",
  autoReInviteOnExpiration: "Renew automatically",
  maxAutoReInvitesPerInvitation: "Maximum renewals",
  maxRequestsPerInvitation: "Maximum requests",
  requestCooldownSeconds: "Wait between requests",
  notifyAdminsOnInvitationRequest: "Email for each request",
  adminContactEmail: "Contact address",
  allowedEmailDomains: "Allowed domains",
};

/** What a number of a setting counts. */
export const policyUnits = {
  invitationExpirationDays: "days",
  reminderHoursBeforeExpiry: "hours before",
  maxAutoReInvitesPerInvitation: "renewals",
  maxRequestsPerInvitation: "requests",
  requestCooldownSeconds: "seconds",
} as const satisfies Partial<Record<PolicyField, string>>;
