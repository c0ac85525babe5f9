import { defineTable } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import { type FateState, fateStates } from "../rules/fate";
import { DAY } from "../rules/time";
import { vLane } from "./lanes";
import { vWay } from "./ways";

/** How long a settled row stays, so that an admin can ask what became of a mail. */
export const KEPT_AFTER_SETTLING_MS = 30 * DAY;

/**
 * `waiting`: for its moment, or to be tried again. `queued`: due. `sending`: in a batch. `dropped`: overtaken before it
 * went out (a newer link, an answer, a revocation), so sending it would have misled. `failed`: given up, for the reason in
 * `lastError`.
 */
export const vMailStatus = v.union(
  v.literal("waiting"),
  v.literal("queued"),
  v.literal("sending"),
  v.literal("sent"),
  v.literal("failed"),
  v.literal("dropped"),
);

export const vFate = v.object({
  state: v.union(...fateStates.map((state) => v.literal<FateState>(state))),
  at: v.number(),
  reason: v.optional(v.string()),
  isPermanent: v.optional(v.boolean()),
});

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
    lane: vLane,
    /** Whose mail it is, so that no organization waits for another's; empty for what concerns none. */
    organizationId: v.string(),
    status: vMailStatus,
    /** How often it was put into a batch. */
    attempts: v.number(),
    /** While waiting: until then. While queued: since then. */
    nextAt: v.number(),
    batchId: v.optional(v.id("mailBatches")),
    /** What the provider calls it. */
    providerId: v.optional(v.string()),
    lastError: v.optional(v.string()),
    /** It was handed over without an answer, so handing it over again may have brought it twice. */
    mayBeTwice: v.optional(v.boolean()),
    /** The provider's newest word about it, which may come before our own that it was sent. */
    fate: v.optional(vFate),
    createdAt: v.number(),
    sentAt: v.optional(v.number()),
    /** Once settled. */
    deleteAt: v.optional(v.number()),
  })
    .index("by_key", ["idempotencyKey"])
    .index("by_provider_id", ["providerId"])
    // A claim walks the mails that are queued, organization by organization, and no settled one.
    .index("by_organization", ["lane", "status", "organizationId", "nextAt"])
    .index("by_next", ["lane", "status", "nextAt"])
    .index("by_status_delete", ["status", "deleteAt"]),

  /**
   * Webhooks that were taken, by the id that a provider gives each: one that comes again changes nothing. Written by
   * mail/resendWebhook; goes when the provider has long stopped trying.
   */
  takenWebhooks: defineTable({ webhookId: v.string() }).index("by_webhook_id", ["webhookId"]),

  /**
   * Mails on their way out together, from before they are handed over until it is known what became of them. Written and
   * read by their lane's rounds alone.
   */
  mailBatches: defineTable({
    lane: vLane,
    /** None when the deployment had no way to send mail. */
    way: v.optional(vWay),
    mailIds: v.array(v.id("outgoingMail")),
    /** It was claimed with one mail, which then goes by itself. */
    isSingle: v.boolean(),
    /** Those that are being handed over, for a way that knows no keys. */
    begun: v.array(v.id("outgoingMail")),
    /** An attempt ended or died without saying whether the mails went out. */
    isUnknown: v.boolean(),
    /** Also the attempt's own number: an earlier one may not settle it. */
    attempts: v.number(),
    /** While an attempt is under way: when it counts as dead. Otherwise when the next one is due. */
    nextAt: v.number(),
    createdAt: v.number(),
  }).index("by_next", ["lane", "nextAt"]),

  /** One row for each lane: whether a round is under way. Written and read by its rounds and by what wakes it. */
  mailLanes: defineTable({
    lane: vLane,
    /** While a round is under way: when it counts as dead. 0 while the lane sleeps. */
    awakeUntil: v.number(),
    /** Nothing leaves before this moment, because the way out is in trouble. */
    pausedUntil: v.number(),
    /** How often in a row it was. */
    troubles: v.number(),
    /** The organization whose turn was last. */
    cursor: v.string(),
  }).index("by_lane", ["lane"]),

  /** One row at most: when the provider takes the next request, of whichever lane. Written and read by claims alone. */
  mailPace: defineTable({ nextAt: v.number() }),

  /**
   * The development mailbox: mail as its reader gets it, links included, which is why it exists on development deployments
   * alone. Written by the mailbox transport, read by mailbox:list; only the newest 500 stay.
   */
  mailbox: defineTable({
    /** The outbox row's key: a hand-off that is repeated changes nothing. */
    idempotencyKey: v.string(),
    /** Counts up from 1 by one, so that the oldest to delete are found without counting rows. */
    number: v.number(),
    to: v.string(),
    from: v.string(),
    replyTo: v.optional(v.string()),
    headers: v.record(v.string(), v.string()),
    subject: v.string(),
    html: v.string(),
    text: v.string(),
    sentAt: v.number(),
  })
    .index("by_key", ["idempotencyKey"])
    .index("by_number", ["number"]),
});
