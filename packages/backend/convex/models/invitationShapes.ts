import { v } from "convex/values";
import { vChannel, vDeliveryStatus, vInvitationStatus, vRole } from "../betterAuth/rows";
import { vRequestStatus } from "../schema";

/** What the invitation functions answer. Times are ms since the epoch. */

const vPerson = v.object({ id: v.string(), name: v.string() });

const label = {
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  designation: v.optional(v.string()),
  department: v.optional(v.string()),
};

/** A row of the admins' table. */
export const vInvitationRow = v.object({
  id: v.string(),
  email: v.string(),
  role: vRole,
  status: vInvitationStatus,
  ...label,
  createdAt: v.number(),
  expiresAt: v.number(),
  inviter: vPerson,
  acceptedAt: v.optional(v.number()),
  acceptedBy: v.optional(vPerson),
  lastSentAt: v.optional(v.number()),
  deliveryStatus: v.optional(vDeliveryStatus),
});

const vLinkStatus = v.union(
  v.literal("valid"),
  v.literal("expired"),
  v.literal("accepted"),
  v.literal("revoked"),
  v.literal("declined"),
  v.literal("not_found"),
);

/** Everything the page of a link needs, and for a stranger nothing but `not_found`. */
export const vLinkView = v.object({
  status: vLinkStatus,
  invitation: v.optional(
    v.object({
      id: v.string(),
      email: v.string(),
      role: vRole,
      ...label,
      message: v.optional(v.string()),
      createdAt: v.number(),
      expiresAt: v.number(),
      inviter: v.object({ name: v.string(), image: v.optional(v.string()) }),
      channel: v.optional(vChannel),
    }),
  ),
  organization: v.optional(
    v.object({
      name: v.string(),
      slug: v.string(),
      logo: v.optional(v.string()),
      adminContactEmail: v.optional(v.string()),
    }),
  ),
  canRequestNew: v.boolean(),
  requestCount: v.number(),
  maxRequests: v.number(),
  nextRequestAt: v.optional(v.number()),
  latestRequest: v.optional(
    v.object({
      status: vRequestStatus,
      requestNumber: v.number(),
      requestedAt: v.number(),
      processedAt: v.optional(v.number()),
      denyReason: v.optional(v.string()),
    }),
  ),
  autoReInviteAvailable: v.boolean(),
  newerInvitation: v.optional(v.object({ sentAt: v.number() })),
  accountExists: v.boolean(),
  viewer: v.optional(
    v.object({ email: v.string(), isInvited: v.boolean(), isMember: v.boolean() }),
  ),
});
