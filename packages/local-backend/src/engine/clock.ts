/** Commit timestamps and creation times: both only ever grow, also over restarts and when the machine's clock is set back. */
import type { Timestamp } from "./types.ts";

const NANOSECONDS = 1_000_000n;
/** Smallest useful step in milliseconds: one unit in the last place of a float64 of this century. */
const STEP_MS = 1 / 4096;

export class Clock {
  readonly #now: () => number;
  #ts: Timestamp;
  #creationTime: number;

  constructor(now: () => number, ts: Timestamp, creationTime: number) {
    this.#now = now;
    this.#ts = ts;
    this.#creationTime = creationTime;
  }

  get creationTime(): number {
    return this.#creationTime;
  }

  now(): number {
    return this.#now();
  }

  nextTimestamp(): Timestamp {
    const now = BigInt(Math.floor(this.#now())) * NANOSECONDS;
    this.#ts = now > this.#ts ? now : this.#ts + 1n;
    return this.#ts;
  }

  /** `at` is the transaction's time in milliseconds. */
  nextCreationTime(at: number): number {
    const last = this.#creationTime;
    const next = last + Math.max(STEP_MS, last * Number.EPSILON);
    this.#creationTime = Math.max(at, next);
    return this.#creationTime;
  }
}
