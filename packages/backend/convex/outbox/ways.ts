import { v } from "convex/values";
import { HOUR, SECOND } from "../rules/time";

/** The ways out of a deployment, and what delivery has to know of each before it hands mails over. */

export const vWay = v.union(v.literal("mailbox"), v.literal("resend"), v.literal("smtp"));
export type Way = "mailbox" | "resend" | "smtp";

interface Traits {
  /** Mails that are handed over together, and read and settled in one transaction each. */
  batch: number;
  /**
   * How long it knows a batch by its key, so that handing the same one over again sends nothing twice. A way without it
   * says of each mail when handing it over begins.
   */
  knowsKeysForMs?: number;
  /** Between two batches, over all lanes. */
  pauseMs: number;
}

export const ways: Record<Way, Traits> = {
  mailbox: { batch: 25, knowsKeysForMs: Number.POSITIVE_INFINITY, pauseMs: 0 },
  // A key is good for 24 hours; one less for clocks and for requests under way. Two requests a second are everybody's limit.
  resend: { batch: 50, knowsKeysForMs: 23 * HOUR, pauseMs: SECOND / 2 },
  smtp: { batch: 50, pauseMs: 0 },
};
