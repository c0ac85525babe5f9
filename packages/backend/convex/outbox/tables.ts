import { defineTable } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import { DAY } from "../rules/time";

/** How long a settled row stays, so that an admin can ask what became of a mail. */
export const KEPT_AFTER_SETTLING_MS = 30 * DAY;

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

/** What a mail is about is its letter's to say: the outbox passes it on unread. */
export const outboxTables = <About extends GenericValidator>(vAbout: About) => ({
  /**
   * The outbox. Written by `enqueue` in the transaction that wants the mail, then by delivery alone;
   * read by delivery and its sweep; goes 30 days after it was settled. Holds no token and no body.
   */
  outgoingMail: defineTable({
    /** One row per key, however often it is asked for. */
    idempotencyKey: v.string(),
    to: v.string(),
    about: vAbout,
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
   * One row: the delivery round that is to come or under way, none while nothing is queued. Written by `enqueue` and by
   * delivery.
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
});
