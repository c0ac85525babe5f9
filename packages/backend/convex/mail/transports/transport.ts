import type { RenderedMail } from "@vestibule/email";
import type { Id } from "../../_generated/dataModel";
import type { Ended, Outcome, Trouble } from "../ended";
import type { Presented } from "../envelope";

/** One rendered mail on its way out. */
export type ReadyMail = RenderedMail &
  Presented & {
    mailId: Id<"outgoingMail">;
    /** The outbox row's: the same key means the same mail. */
    idempotencyKey: string;
    to: string;
  };

export interface ReadyBatch {
  /** Handed over again under the same key, it is sent once. */
  key: string;
  /** One mail by itself, whose own key this is. */
  isSingle: boolean;
  mails: ReadyMail[];
  /**
   * For a way that knows no keys: says which mails are handed over from now on, and how others have ended. False when the
   * batch has been taken over; then nothing more may be handed over.
   */
  progress(ended: Ended[], begun: Id<"outgoingMail">[]): Promise<boolean>;
}

export interface HandedOver {
  /** Of each mail that `progress` was not told of. */
  ended: Ended[];
  trouble?: Trouble;
  /** An earlier attempt had gone through, with all that was in it then. */
  hadGone?: boolean;
}

/** A way out. Whatever the other side does is an outcome. */
export interface Transport {
  handOver(batch: ReadyBatch): Promise<HandedOver>;
  /** Once a round is over. */
  close?(): void;
}

/** The same for all of them. */
export function allEnded(mails: Pick<ReadyMail, "mailId">[], outcome: Outcome): Ended[] {
  return mails.map(({ mailId }) => ({ mailId, outcome }));
}
