/** The rows of an index range, lazily: read in chunks, and recorded only when they are handed out. */

import { afterKey } from "../protocol/keys.ts";
import type { DocumentStore, EntryRow } from "../storage/document-store.ts";
import type { OpenRange, ReadRecorder } from "./reads.ts";

/** What a scan reads from. `version` changes with every write that the scan could see. */
export interface ScanSource {
  readonly documents: DocumentStore;
  readonly recorder: ReadRecorder;
  readonly version: number;
}

/** Rows of the first read when it is not known how many will be taken. */
const FIRST_CHUNK = 16;
/** Rows of any read at most: a document may have a megabyte. */
const CHUNK = 64;

export class RangeScan {
  readonly #source: ScanSource;
  readonly #range: OpenRange;
  readonly #expected: number | null;
  #chunk: EntryRow[] = [];
  #position = 0;
  #chunkIsLast = false;
  #version = -1;
  #fetches = 0;

  /** `expected` is how many rows the reader is going to take at most, null when it is not known. */
  constructor(source: ScanSource, range: OpenRange, expected: number | null) {
    this.#source = source;
    this.#range = range;
    this.#expected = expected;
    source.recorder.open(range);
  }

  next(): EntryRow | null {
    // A write of this same transaction may have changed what follows.
    if (this.#version !== this.#source.version) this.#forget();
    if (this.#position === this.#chunk.length) {
      if (this.#chunkIsLast || this.#range.exhausted) return this.#end();
      this.#fetch();
    }
    const row = this.#chunk[this.#position];
    if (row === undefined) return this.#end();
    this.#position++;
    this.#range.lastKey = row.key;
    this.#source.recorder.count(row.json.length);
    return row;
  }

  #end(): null {
    this.#range.exhausted = true;
    return null;
  }

  #forget(): void {
    this.#chunk = [];
    this.#position = 0;
    this.#chunkIsLast = false;
    this.#version = this.#source.version;
  }

  #fetch(): void {
    const { index, order, lastKey, lower, upper } = this.#range;
    const size = this.#fetches === 0 ? Math.min(this.#expected ?? FIRST_CHUNK, CHUNK) : CHUNK;
    const from = order === "asc" && lastKey !== null ? afterKey(lastKey) : lower;
    const to = order === "desc" && lastKey !== null ? lastKey : upper;
    this.#chunk = this.#source.documents.scan(index, from, to, order, size);
    this.#position = 0;
    this.#chunkIsLast = this.#chunk.length < size;
    this.#fetches++;
  }
}
