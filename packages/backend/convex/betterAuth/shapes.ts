import { type Infer, v } from "convex/values";

/**
 * The component's rows as the app sees them: ids are strings, absent is absent (Better Auth writes
 * null), statuses and roles are closed sets, and no column that nobody reads.
 */

export const vRole = v.union(
  v.literal("owner"),
  v.literal("admin"),
  v.literal("member"),
  v.literal("viewer"),
);

export const vInvitationStatus = v.union(
  v.literal("pending"),
  v.literal("accepted"),
  v.literal("rejected"),
  v.literal("canceled"),
  v.literal("expired"),
);

/** Who a link's token was given to: the mailbox itself, or an admin's clipboard. */
export const vChannel = v.union(v.literal("email"), v.literal("copy"));

export const vSource = v.union(
  v.literal("manual"),
  v.literal("bulk"),
  v.literal("request"),
  v.literal("auto"),
);

/** How far its newest mail got. What comes after "sent" a provider said; without one it stays "sent". */
export const vDeliveryStatus = v.union(
  v.literal("queued"),
  v.literal("sent"),
  v.literal("delayed"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("failed"),
);

/** How the person who last opened the page was signed in, seen from the invitation. */
export const vViewedAs = v.union(
  v.literal("nobody"),
  v.literal("invitee"),
  /** The invited address, not proven yet. */
  v.literal("unverified"),
  v.literal("other"),
);

export const vUser = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  emailVerified: v.boolean(),
  image: v.optional(v.string()),
  platformAdmin: v.boolean(),
});
export type User = Infer<typeof vUser>;

/** One password of an account, without the password: another one has another moment, another owner's another row. */
export const vCredentialVersion = v.object({ id: v.string(), changedAt: v.number() });
export type CredentialVersion = Infer<typeof vCredentialVersion>;

/** Where a person goes on once their password is set anew. */
export const vWayBack = v.union(
  /** By the link that they came from, of which its row is enough. */
  v.object({
    kind: v.literal("invitation"),
    invitationId: v.string(),
    tokenId: v.optional(v.string()),
  }),
  v.object({ kind: v.literal("page"), path: v.string() }),
);
export type WayBack = Infer<typeof vWayBack>;

export const vMember = v.object({
  id: v.string(),
  organizationId: v.string(),
  userId: v.string(),
  role: vRole,
  createdAt: v.number(),
  designation: v.optional(v.string()),
  department: v.optional(v.string()),
});
export type Member = Infer<typeof vMember>;

/** Where a list of administrators goes on. */
export const vAdministratorsFrom = v.object({
  role: v.union(v.literal("owner"), v.literal("admin")),
  cursor: v.union(v.null(), v.string()),
});
export type AdministratorsFrom = Infer<typeof vAdministratorsFrom>;

export const vStoredPolicy = v.object({
  invitationExpirationDays: v.optional(v.number()),
  autoReInviteOnExpiration: v.optional(v.boolean()),
  maxAutoReInvitesPerInvitation: v.optional(v.number()),
  adminContactEmail: v.optional(v.string()),
  notifyAdminsOnInvitationRequest: v.optional(v.boolean()),
  reminderHoursBeforeExpiry: v.optional(v.number()),
  allowedEmailDomains: v.optional(v.array(v.string())),
  requestCooldownSeconds: v.optional(v.number()),
  maxRequestsPerInvitation: v.optional(v.number()),
});

export const vOrganization = v.object({
  id: v.string(),
  name: v.string(),
  slug: v.string(),
  logo: v.optional(v.string()),
  createdAt: v.number(),
  policy: vStoredPolicy,
});
export type Organization = Infer<typeof vOrganization>;

/** How an inviter describes the invited person. They travel to the page and onto the membership. */
export const labels = {
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  /** Job title on screens. */
  designation: v.optional(v.string()),
  department: v.optional(v.string()),
};
export const labelFields = ["firstName", "lastName", "designation", "department"] as const;

/** Everything that an inviter says, beside the address and the role. */
export const invitationDetails = {
  ...labels,
  message: v.optional(v.string()),
  projectId: v.optional(v.string()),
  projectRole: v.optional(v.string()),
};
export const detailFields = [...labelFields, "message", "projectId", "projectRole"] as const;

export const vInvitation = v.object({
  id: v.string(),
  organizationId: v.string(),
  email: v.string(),
  role: vRole,
  status: vInvitationStatus,
  createdAt: v.number(),
  expiresAt: v.number(),
  inviterId: v.string(),
  inviterName: v.optional(v.string()),
  ...invitationDetails,
  rootInvitationId: v.optional(v.string()),
  previousInvitationId: v.optional(v.string()),
  replacedByInvitationId: v.optional(v.string()),
  autoReInviteCount: v.optional(v.number()),
  decidedAt: v.optional(v.number()),
  source: v.optional(vSource),
  acceptedAt: v.optional(v.number()),
  acceptedBy: v.optional(v.string()),
  acceptedByName: v.optional(v.string()),
  revokedAt: v.optional(v.number()),
  revokedBy: v.optional(v.string()),
  revokeReason: v.optional(v.string()),
  remindAt: v.optional(v.number()),
  remindedAt: v.optional(v.number()),
  lastSentAt: v.optional(v.number()),
  leavesAt: v.optional(v.number()),
  undoneAt: v.optional(v.number()),
  restrainedUntil: v.optional(v.number()),
  mailQueuedAt: v.optional(v.number()),
  deliveryStatus: v.optional(vDeliveryStatus),
  /** Why its newest mail did not arrive, in words of ours. */
  deliveryReason: v.optional(v.string()),
  /** Its address is mailed no more until an admin allows it: a copy of what `undeliverableAddresses` says. */
  mailStopped: v.optional(v.boolean()),
  viewedAt: v.optional(v.number()),
  viewedAs: v.optional(vViewedAs),
  codeSentAt: v.optional(v.number()),
  requestWaiting: v.optional(v.boolean()),
  requestCount: v.optional(v.number()),
  /** When a decision about its request was taken back, last. */
  decisionUndoneAt: v.optional(v.number()),
  attention: v.optional(v.number()),
});
export type Invitation = Infer<typeof vInvitation>;

/** A link as somebody opens it, by the hash of its token; one made before `notBefore` is as good as none. */
export const vGivenLink = v.object({ tokenHash: v.string(), notBefore: v.number() });
export type GivenLink = Infer<typeof vGivenLink>;

export const vToken = v.object({
  id: v.string(),
  channel: vChannel,
  createdAt: v.number(),
  revokedAt: v.optional(v.number()),
  viewedAt: v.optional(v.number()),
});
export type Token = Infer<typeof vToken>;
