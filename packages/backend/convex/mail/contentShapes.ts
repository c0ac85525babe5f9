import { type Infer, v } from "convex/values";
import { vRole } from "../betterAuth/rows";

/** What each kind of mail says, without its links: delivery derives those. */

const vInvitee = v.object({ email: v.string(), name: v.optional(v.string()) });

export const vContents = v.union(
  /** Overtaken by what happened since it was queued. */
  v.object({ kind: v.literal("overtaken"), reason: v.string() }),
  v.object({
    kind: v.union(
      v.literal("invitation"),
      v.literal("reInvitation"),
      v.literal("requestApproved"),
      v.literal("reminder"),
    ),
    invitationId: v.string(),
    tokenId: v.string(),
    props: v.object({
      email: v.string(),
      organizationName: v.string(),
      inviterName: v.string(),
      role: vRole,
      message: v.optional(v.string()),
      expiresAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("verificationCode"),
    props: v.object({
      email: v.string(),
      code: v.string(),
      expiresAt: v.number(),
      organizationName: v.optional(v.string()),
    }),
  }),
  v.object({
    kind: v.literal("invitationAccepted"),
    organizationSlug: v.string(),
    props: v.object({
      invitee: vInvitee,
      organizationName: v.string(),
      role: vRole,
      acceptedAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("invitationDeclined"),
    organizationSlug: v.string(),
    props: v.object({
      invitee: vInvitee,
      organizationName: v.string(),
      role: vRole,
      reason: v.optional(v.string()),
      declinedAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("requestReceived"),
    /** False for a contact address whose reader is no owner or admin: the inbox is closed to them. */
    mayAnswer: v.boolean(),
    organizationSlug: v.string(),
    requestId: v.id("invitationRequests"),
    props: v.object({
      invitee: vInvitee,
      organizationName: v.string(),
      role: vRole,
      message: v.optional(v.string()),
      requestNumber: v.number(),
      maxRequests: v.number(),
      requestedAt: v.number(),
      expiredAt: v.number(),
    }),
  }),
  v.object({
    kind: v.literal("requestDenied"),
    props: v.object({
      organizationName: v.string(),
      role: vRole,
      reason: v.optional(v.string()),
      requestNumber: v.number(),
      maxRequests: v.number(),
      requestedAt: v.number(),
      canAskAgain: v.boolean(),
      contact: v.optional(v.string()),
    }),
  }),
);
export type Contents = Infer<typeof vContents>;
