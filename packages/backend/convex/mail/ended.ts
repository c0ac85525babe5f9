import { type Infer, v } from "convex/values";
import { vLane } from "../outbox/lanes";

/** What delivery says of the mails of one batch, for the transaction that writes it down. */

export const vOutcome = v.union(
  /** Handed over. */
  v.object({ kind: v.literal("sent"), providerId: v.optional(v.string()) }),
  /** Overtaken, so nobody handed it over. */
  v.object({ kind: v.literal("dropped"), reason: v.string() }),
  /** Refused for good: for its address, or for anything else. */
  v.object({
    kind: v.literal("failed"),
    reason: v.string(),
    isAddressRefused: v.optional(v.boolean()),
  }),
  /** Certainly not handed over, and worth another try. */
  v.object({ kind: v.literal("later"), reason: v.string() }),
  /** Nobody knows. */
  v.object({ kind: v.literal("unknown"), reason: v.string() }),
);
export type Outcome = Infer<typeof vOutcome>;

export const vEnded = v.object({ mailId: v.id("outgoingMail"), outcome: vOutcome });
export type Ended = Infer<typeof vEnded>;

/** The way out itself is in trouble, so no other mail of the lane should follow at once. */
export const vTrouble = v.object({ retryAfterMs: v.optional(v.number()) });
export type Trouble = Infer<typeof vTrouble>;

/** One attempt at handing a batch over. */
export const vStep = v.object({ batchId: v.id("mailBatches"), attempt: v.number() });
export type Step = Infer<typeof vStep>;

/** A lane between two attempts, awake for the round that ended the first of them and for no other. */
export const vTurn = v.object({ lane: vLane, awakeUntil: v.number() });
export type Turn = Infer<typeof vTurn>;
