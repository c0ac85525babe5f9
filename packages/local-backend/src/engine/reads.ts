/** Records what one function reads, and holds it to the limits of a transaction. */
import { afterKey } from "../protocol/keys.ts";
import { MAX_BYTES_READ, MAX_DOCUMENTS_READ } from "../protocol/limits.ts";
import { EngineError } from "./errors.ts";
import type { ReadRange, ReadSet, Timestamp } from "./types.ts";

const HELP =
  "Consider using smaller limits in your queries, paginating your queries, or using indexed queries with a selective " +
  "index range expressions.";

/** A range being consumed: it reaches as far as the last key that was handed out. */
export interface OpenRange {
  readonly index: number;
  readonly lower: Uint8Array;
  readonly upper: Uint8Array | null;
  readonly order: "asc" | "desc";
  lastKey: Uint8Array | null;
  exhausted: boolean;
}

function consumed(range: OpenRange): ReadRange | null {
  const { index, lower, upper, order, lastKey } = range;
  if (range.exhausted) return { index, lower, upper };
  if (lastKey === null) return null;
  return order === "asc"
    ? { index, lower, upper: afterKey(lastKey) }
    : { index, lower: lastKey, upper };
}

export class ReadRecorder implements ReadSet {
  readonly ts: Timestamp;
  readonly virtual = new Set<string>();
  documents = 0;
  bytes = 0;
  readonly #ranges: OpenRange[] = [];

  constructor(ts: Timestamp) {
    this.ts = ts;
  }

  get ranges(): ReadRange[] {
    return this.#ranges.map(consumed).filter((range) => range !== null);
  }

  open(range: OpenRange): void {
    this.#ranges.push(range);
  }

  point(index: number, key: Uint8Array): void {
    this.#ranges.push({
      index,
      lower: key,
      upper: null,
      order: "asc",
      lastKey: key,
      exhausted: false,
    });
  }

  whole(index: number): void {
    const lower = new Uint8Array(0);
    this.#ranges.push({
      index,
      lower,
      upper: null,
      order: "asc",
      lastKey: null,
      exhausted: true,
    });
  }

  count(bytes: number): void {
    this.documents++;
    this.bytes += bytes;
    if (this.documents > MAX_DOCUMENTS_READ) {
      throw new EngineError(
        "TooManyDocumentsRead",
        `Too many documents read in a single function execution (limit: ${MAX_DOCUMENTS_READ}). ${HELP}`,
      );
    }
    if (this.bytes > MAX_BYTES_READ) {
      throw new EngineError(
        "TooManyBytesRead",
        `Too many bytes read in a single function execution (limit: ${MAX_BYTES_READ} bytes). ${HELP}`,
      );
    }
  }
}
