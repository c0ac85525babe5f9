import { v } from "convex/values";

const always = {
  /** Whole days, 1 to 90. */
  invitationExpirationDays: v.number(),
  autoReInviteOnExpiration: v.boolean(),
  /** Whole, 0 to 10, over a lineage. */
  maxAutoReInvitesPerInvitation: v.number(),
  notifyAdminsOnInvitationRequest: v.boolean(),
  /** Whole hours, less than the lifetime; 0 turns reminders off. */
  reminderHoursBeforeExpiry: v.number(),
  /** Whole seconds, 30 to 86,400. */
  requestCooldownSeconds: v.number(),
  /** Whole, 1 to 10. */
  maxRequestsPerInvitation: v.number(),
};

/** The whole policy, defaults filled in. Without a contact nobody is named; without domains, any may be invited. */
export const vPolicy = v.object({
  ...always,
  adminContactEmail: v.optional(v.string()),
  allowedEmailDomains: v.optional(v.array(v.string())),
});

/** Any part of it. Null clears one of the two that may be absent. */
export const vPolicyChange = {
  ...v.object(always).partial().fields,
  adminContactEmail: v.optional(v.union(v.string(), v.null())),
  allowedEmailDomains: v.optional(v.union(v.array(v.string()), v.null())),
};
