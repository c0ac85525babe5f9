import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { mailTables } from "./mail/tables";

export const vRequestStatus = v.union(
  v.literal("pending"),
  v.literal("approved"),
  v.literal("denied"),
);

export const vEventType = v.union(
  v.literal("created"),
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("viewed"),
  v.literal("accepted"),
  v.literal("declined"),
  v.literal("resent"),
  v.literal("linkCopied"),
  v.literal("revoked"),
  v.literal("expired"),
  v.literal("reminded"),
  v.literal("autoReInvited"),
  v.literal("requested"),
  v.literal("requestApproved"),
  v.literal("requestDenied"),
  v.literal("memberJoined"),
);

export const vActor = v.union(
  v.object({ kind: v.literal("user"), userId: v.string(), name: v.string() }),
  v.object({ kind: v.literal("invitee"), email: v.string() }),
  v.object({ kind: v.literal("system") }),
);

/**
 * App tables. People, sessions, organizations, members, invitations and link tokens live in the
 * betterAuth component, whose ids are plain strings here.
 */
export default defineSchema({
  ...mailTables,

  /**
   * An invitee asks for a new invitation from an expired link. Written by createInvitationRequest and
   * by a decision; read by the accept page, the inbox and its history. Stays for the record.
   */
  invitationRequests: defineTable({
    originalInvitationId: v.string(),
    organizationId: v.string(),
    userEmail: v.string(),
    requestedAt: v.number(),
    /** Counts up from 1 per original invitation. */
    requestNumber: v.number(),
    status: vRequestStatus,
    processedAt: v.optional(v.number()),
    processedBy: v.optional(v.string()),
    denyReason: v.optional(v.string()),
    newInvitationId: v.optional(v.string()),
    message: v.optional(v.string()),
  })
    .index("by_organization_status", ["organizationId", "status"])
    .index("by_email", ["userEmail"])
    .index("by_original_invitation", ["originalInvitationId"]),

  /**
   * Counts per organization that a navigation shows, so that showing one never reads what it counts.
   * Written in the transaction that changes the counted rows.
   */
  organizationCounts: defineTable({
    organizationId: v.string(),
    pendingRequests: v.number(),
  }).index("by_organization", ["organizationId"]),

  /**
   * The audit trail. Append-only: written in the transaction of the thing that happened, never
   * changed, never a token or another secret in `detail`.
   */
  invitationEvents: defineTable({
    organizationId: v.string(),
    invitationId: v.string(),
    type: vEventType,
    at: v.number(),
    actor: vActor,
    detail: v.optional(v.record(v.string(), v.union(v.string(), v.number(), v.boolean()))),
  })
    .index("by_organization", ["organizationId", "at"])
    .index("by_invitation", ["invitationId", "at"]),
});
