import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { vMailAbout } from "./letters/all";
import { outboxTables } from "./outbox/tables";
import {
  requestListing,
  vAccountActor,
  vAccountEventType,
  vActor,
  vEventDetail,
  vEventType,
  vLogo,
  vNoticeKind,
  vProjectRole,
  vRequestStatus,
  vUndeliverableKind,
} from "./shapes";

const vCount = v.optional(v.number());

const vDayCounts = v.object({
  created: vCount,
  accepted: vCount,
  rejected: vCount,
  canceled: vCount,
  expired: vCount,
  requested: vCount,
  approved: vCount,
  denied: vCount,
  timesToAccept: v.optional(v.record(v.string(), v.number())),
});

/**
 * App tables. People, sessions, organizations, members, invitations and link tokens live in the
 * betterAuth component, whose ids are plain strings here.
 */
export default defineSchema({
  ...outboxTables(vMailAbout),

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
   * What the inbox shows of a request, so that a page of 25 reads 25 rows and not their invitations
   * and deciders as well. Written beside the request by records/requests and nowhere else; the
   * invitation is as it was when its request was made.
   */
  requestListings: defineTable({
    requestId: v.id("invitationRequests"),
    organizationId: v.string(),
    ...requestListing,
  })
    .index("by_organization_status", ["organizationId", "status"])
    // What a decision closes and what undoing it opens, without the address's other organizations.
    .index("by_organization_email_status", ["organizationId", "userEmail", "status"])
    .index("by_new_invitation", ["newInvitationId"])
    .index("by_request", ["requestId"]),

  /**
   * Addresses that an organization takes no more requests from, from any link. Written by a denial with a block and by
   * undoing it; read by the pages of links, by requests and by the settings; goes when an admin lifts the block.
   */
  blockedAddresses: defineTable({
    organizationId: v.string(),
    email: v.string(),
    blockedAt: v.number(),
    blockedBy: v.object({ id: v.string(), name: v.string() }),
    reason: v.optional(v.string()),
  }).index("by_organization_email", ["organizationId", "email"]),

  /**
   * Addresses that an organization mails no invitation, reminder or renewal to: mail there came back for good, or was marked
   * as spam. Written by lifecycle/mailFate; read wherever such a mail is asked for or about to leave, and by the settings;
   * goes when an admin allows mail again.
   */
  undeliverableAddresses: defineTable({
    organizationId: v.string(),
    email: v.string(),
    kind: vUndeliverableKind,
    at: v.number(),
    reason: v.optional(v.string()),
  }).index("by_organization_email", ["organizationId", "email"]),

  /**
   * Which letters went to a mailbox in the last week, under a hash of its address, for the limits of access/recipients.
   * Written in the transaction that asks for a letter; goes when no limit looks back that far.
   */
  recipients: defineTable({
    addressHash: v.string(),
    letters: v.array(v.object({ at: v.number(), organizationId: v.optional(v.string()) })),
    forgottenAt: v.number(),
  })
    .index("by_address_hash", ["addressHash"])
    .index("by_forgotten_at", ["forgottenAt"]),

  /**
   * Counts per organization that a navigation shows, so that showing one never reads what it counts.
   * Written in the transaction that changes the counted rows.
   */
  organizationCounts: defineTable({
    organizationId: v.string(),
    pendingRequests: v.number(),
  }).index("by_organization", ["organizationId"]),

  /**
   * How an organization's letters look. Not on the organization's row, for two reasons: every function that asks for a role
   * reads that one, so a new color would wake each page that is open; and a logo is a file of the app, whose storage the
   * component doesn't share. Written by models/organizationLook and jobs/logos; read by the settings and by letters.
   */
  organizationLooks: defineTable({
    organizationId: v.string(),
    accentColor: v.optional(v.string()),
    replyToEmail: v.optional(v.string()),
    letterText: v.optional(v.string()),
    logo: v.optional(vLogo),
  })
    .index("by_organization", ["organizationId"])
    // Which files of the storage are in use: no other of them is kept.
    .index("by_logo", ["logo.storageId"]),

  /**
   * What happened to an organization's invitations and requests, counted by UTC day; a row for each
   * month, so that a year is a few reads. Written by records/activity in the transaction of what is
   * counted; read by models/analytics. Stays for the record.
   */
  organizationActivity: defineTable({
    organizationId: v.string(),
    /** 2026-11 */
    month: v.string(),
    /** By day of the month, 01 to 31. */
    days: v.record(v.string(), vDayCounts),
  }).index("by_organization_month", ["organizationId", "month"]),

  /**
   * The audit trail. Append-only: written in the transaction of the thing that happened, never
   * changed, never a token or another secret in `detail`. Goes when the deployment's retention is over.
   */
  invitationEvents: defineTable({
    organizationId: v.string(),
    /** Absent for what happened to a membership, a project or the organization itself. */
    invitationId: v.optional(v.string()),
    type: vEventType,
    at: v.number(),
    actor: vActor,
    detail: v.optional(vEventDetail),
  })
    .index("by_organization", ["organizationId", "at"])
    .index("by_organization_type", ["organizationId", "type", "at"])
    .index("by_invitation", ["invitationId", "at"]),

  /**
   * The trail of accounts, for their people and for platform admins. Written by records/accountEvents, as the audit trail
   * is, but for one row: wrong passwords are counted, one row for each account and hour, so that guessing cannot fill the
   * table. Says which kind of browser and never an address of the network. Goes when the deployment's retention is over.
   */
  accountEvents: defineTable({
    userId: v.string(),
    type: vAccountEventType,
    at: v.number(),
    by: vAccountActor,
    detail: v.optional(vEventDetail),
  })
    .index("by_user", ["userId", "at"])
    .index("by_user_type", ["userId", "type", "at"]),

  /** Workspaces inside an organization. Written by models/projects; archived ones stay readable. */
  projects: defineTable({
    organizationId: v.string(),
    name: v.string(),
    /** From the first name, unique in the organization; renaming keeps it, so links stay good. */
    slug: v.string(),
    createdAt: v.number(),
    createdBy: v.string(),
    archivedAt: v.optional(v.number()),
  })
    .index("by_organization_archived_name", ["organizationId", "archivedAt", "name"])
    .index("by_organization_slug", ["organizationId", "slug"]),

  /**
   * Who is in a project, always a member of its organization. Written by models/projects and by
   * accepting an invitation to a project; goes when the person leaves the project or the organization.
   */
  projectMembers: defineTable({
    projectId: v.id("projects"),
    organizationId: v.string(),
    userId: v.string(),
    role: vProjectRole,
    createdAt: v.number(),
  })
    .index("by_project_user", ["projectId", "userId"])
    .index("by_user_organization", ["userId", "organizationId"]),

  /**
   * Which notices a person has turned off, in a mail program or by a page: theirs alone, wherever they are an admin. None for who
   * has turned off nothing. Written by models/notices; read where a notice is queued and where it is written.
   */
  noticePreferences: defineTable({
    userId: v.string(),
    off: v.array(vNoticeKind),
    changedAt: v.number(),
  }).index("by_user", ["userId"]),
});
