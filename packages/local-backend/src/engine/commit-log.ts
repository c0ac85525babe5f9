/** What recent commits wrote, for as long as a snapshot from before them is open. */

import type { WrittenKey } from "./transaction.ts";
import type { ReadRange, ReadSet, Timestamp } from "./types.ts";
import { EVERYTHING } from "./watched-reads.ts";

export interface CommitRecord {
  ts: Timestamp;
  written: readonly WrittenKey[];
  touched: readonly string[];
}

function contains(range: ReadRange, { index, key }: WrittenKey): boolean {
  return (
    index === range.index &&
    Buffer.compare(key, range.lower) >= 0 &&
    (range.upper === null || Buffer.compare(key, range.upper) < 0)
  );
}

export class CommitLog {
  #records: CommitRecord[] = [];
  /** Commits up to here are forgotten. */
  #forgotten: Timestamp;

  constructor(ts: Timestamp) {
    this.#forgotten = ts;
  }

  add(record: CommitRecord): void {
    this.#records.push(record);
  }

  /** Forgets the commits that every snapshot at `oldest` or later shows. */
  forget(oldest: Timestamp): void {
    if (oldest <= this.#forgotten) return;
    this.#records = this.#records.filter((record) => record.ts > oldest);
    this.#forgotten = oldest;
  }

  /** Whether a commit after the read set's snapshot wrote into it; also when that is no longer known. */
  hasOvertaken(reads: ReadSet): boolean {
    if (reads.ts < this.#forgotten) return true;
    const later = this.#records.filter((record) => record.ts > reads.ts);
    if (later.length === 0) return false;
    const { ranges } = reads;
    return later.some(
      ({ written, touched }) =>
        touched.some((name) => name === EVERYTHING || reads.virtual.has(name)) ||
        written.some((key) => ranges.some((range) => contains(range, key))),
    );
  }
}
