import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";

/**
 * What a mail is about, by id: enough to build it when it is sent, and nothing secret. Ids of the
 * betterAuth component are plain strings here.
 */
export const vMailAbout = v.union(
  v.object({
    kind: v.literal("invitation"),
    invitationId: v.string(),
    /** The link's token row, of channel "email". */
    tokenId: v.string(),
    /** The same letter once more: when that was asked for, which makes it another mail. */
    again: v.optional(v.number()),
  }),
  /** Carries the newest mailed link. `expiresAt` tells one life of the invitation from the next. */
  v.object({ kind: v.literal("reminder"), invitationId: v.string(), expiresAt: v.number() }),
  v.object({
    kind: v.literal("verificationCode"),
    codeId: v.string(),
    /** The invitation that brought the person here, when one did. */
    invitationId: v.optional(v.string()),
  }),
  v.object({
    kind: v.literal("invitationAccepted"),
    invitationId: v.string(),
    /** The name they have, which may differ from the one they were invited by. */
    acceptedBy: v.string(),
    acceptedAt: v.number(),
  }),
  v.object({
    kind: v.literal("invitationDeclined"),
    invitationId: v.string(),
    declinedAt: v.number(),
    reason: v.optional(v.string()),
  }),
  v.object({ kind: v.literal("requestReceived"), requestId: v.id("invitationRequests") }),
  v.object({
    kind: v.literal("requestDenied"),
    /** The one that the request was made from. */
    invitationId: v.string(),
    decidedAt: v.number(),
  }),
);
export type MailAbout = Infer<typeof vMailAbout>;

/** How long a settled row stays, for whoever asks what became of a mail. */
export const KEPT_AFTER_SETTLING_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * `dropped`: overtaken before it went out (a newer link, an answer, a revocation), so sending it
 * would have misled. `failed`: given up, for the reason in `lastError`.
 */
export const vMailStatus = v.union(
  v.literal("queued"),
  v.literal("sent"),
  v.literal("failed"),
  v.literal("dropped"),
);

export const mailTables = {
  /**
   * The outbox. Written by queueMail in the transaction that wants the mail, then by delivery alone;
   * read by delivery and its sweep; goes 30 days after it was settled. Holds no token and no body.
   */
  outgoingMail: defineTable({
    /** One row per key, whoever asks and however often. */
    idempotencyKey: v.string(),
    to: v.string(),
    about: vMailAbout,
    status: vMailStatus,
    /** How often it was claimed. Also the claim's own number: an older claim may not settle it. */
    attempts: v.number(),
    /** While queued: not to be claimed earlier. Once settled: to be deleted. */
    nextAt: v.number(),
    lastError: v.optional(v.string()),
    createdAt: v.number(),
    sentAt: v.optional(v.number()),
  })
    .index("by_key", ["idempotencyKey"])
    .index("by_status_next", ["status", "nextAt"]),

  /**
   * One row: the delivery round that is to come or under way, none while nothing is queued. Written by queueMail and
   * by delivery.
   */
  mailRounds: defineTable({ jobId: v.optional(v.id("_scheduled_functions")) }),

  /**
   * The development mailbox: mail as its reader gets it, links included, which is why it exists only
   * where MAIL_TRANSPORT is "mailbox". Written by the mailbox transport, read by mailbox:list; only
   * the newest 500 stay.
   */
  mailbox: defineTable({
    /** The outbox row's key: a hand-off that is repeated changes nothing. */
    idempotencyKey: v.string(),
    /** Counts up from 1 by one, so that the oldest to delete are found without counting rows. */
    number: v.number(),
    to: v.string(),
    subject: v.string(),
    html: v.string(),
    text: v.string(),
    sentAt: v.number(),
  })
    .index("by_key", ["idempotencyKey"])
    .index("by_number", ["number"]),
};
