/** Records what one function reads, and holds it to the limits of a transaction. */
import { afterKey } from "../protocol/keys.ts";
import { MAX_BYTES_READ, MAX_DATABASE_QUERIES, MAX_DOCUMENTS_READ } from "../protocol/limits.ts";
import { EngineError } from "./errors.ts";
import type { ReadRange, ReadSet, Timestamp, TransactionLimits } from "./types.ts";

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

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function identityOf({ index, order, lower, upper }: OpenRange): string {
  return `${index} ${order} ${latin1(lower)} ${upper === null ? "" : latin1(upper)}`;
}

export class ReadRecorder implements ReadSet {
  readonly ts: Timestamp;
  readonly virtual = new Set<string>();
  documents = 0;
  bytes = 0;
  /** Set while the engine reads for itself: that is neither recorded nor counted. */
  isPaused = false;
  #limits = {
    documentsRead: MAX_DOCUMENTS_READ,
    bytesRead: MAX_BYTES_READ,
    databaseQueries: MAX_DATABASE_QUERIES,
  };
  readonly #ranges: OpenRange[] = [];
  /** Identities of the first so many ranges. Telling ranges apart costs as much as a short read: not before it matters. */
  readonly #distinct = new Set<string>();
  #compared = 0;

  constructor(ts: Timestamp) {
    this.ts = ts;
  }

  get ranges(): ReadRange[] {
    return this.#ranges.map(consumed).filter((range) => range !== null);
  }

  /** Documents got and ranges read so far; the same one twice counts once. */
  get queries(): number {
    for (; this.#compared < this.#ranges.length; this.#compared++) {
      const range = this.#ranges[this.#compared];
      if (range !== undefined) this.#distinct.add(identityOf(range));
    }
    return this.#distinct.size;
  }

  /** Allows so much more than has been read until the returned function is called; never more than before. */
  limit(limits: TransactionLimits): () => void {
    const before = this.#limits;
    const after = (used: number, more: number | undefined, current: number) =>
      more === undefined ? current : Math.min(current, used + more);
    this.#limits = {
      documentsRead: after(this.documents, limits.documentsRead, before.documentsRead),
      bytesRead: after(this.bytes, limits.bytesRead, before.bytesRead),
      databaseQueries: after(this.queries, limits.databaseQueries, before.databaseQueries),
    };
    return () => {
      this.#limits = before;
    };
  }

  open(range: OpenRange): void {
    if (this.isPaused) return;
    this.#ranges.push(range);
    this.#checkQueries();
  }

  point(index: number, key: Uint8Array): void {
    this.open({ index, lower: key, upper: null, order: "asc", lastKey: key, exhausted: false });
  }

  whole(index: number): void {
    const lower = new Uint8Array(0);
    this.open({ index, lower, upper: null, order: "asc", lastKey: null, exhausted: true });
  }

  count(bytes: number): void {
    if (this.isPaused) return;
    this.documents++;
    this.bytes += bytes;
    const { documentsRead, bytesRead } = this.#limits;
    if (this.documents > documentsRead) {
      throw new EngineError(
        "TooManyDocumentsRead",
        `Too many documents read in a single function execution (limit: ${documentsRead}). ${HELP}`,
      );
    }
    if (this.bytes > bytesRead) {
      throw new EngineError(
        "TooManyBytesRead",
        `Too many bytes read in a single function execution (limit: ${bytesRead} bytes). ${HELP}`,
      );
    }
  }

  #checkQueries(): void {
    const { databaseQueries } = this.#limits;
    const atMost = this.#distinct.size + this.#ranges.length - this.#compared;
    if (atMost <= databaseQueries || this.queries <= databaseQueries) return;
    throw new EngineError(
      "TooManyReads",
      `Too many reads in a single function execution (limit: ${databaseQueries}). ${HELP}`,
    );
  }
}
