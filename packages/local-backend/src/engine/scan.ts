/** Runs a plan lazily: reads rows in chunks, and records only what was handed out. */

import { afterKey } from "../protocol/keys.ts";
import type { DocumentStore, EntryRow } from "../storage/document-store.ts";
import type { Plan } from "./plan.ts";
import type { OpenRange, ReadRecorder } from "./reads.ts";
import type { JsonDocument, QueryCursor } from "./types.ts";

/** What a scan reads from. `version` changes with every write that the scan could see. */
export interface ScanSource {
  readonly documents: DocumentStore;
  readonly recorder: ReadRecorder;
  readonly version: number;
}

/** Rows of the first read when nobody knows how many will be taken. */
const FIRST_CHUNK = 16;
/** Rows of any read at most: a document may have a megabyte. */
const CHUNK = 64;

/** The rows of a range, one by one. */
export class RangeScan {
  readonly #source: ScanSource;
  readonly #range: OpenRange;
  readonly #expected: number | null;
  #chunk: EntryRow[] = [];
  #position = 0;
  #chunkIsLast = false;
  #version = -1;
  #fetches = 0;

  /** `expected` is how many rows the reader is going to take at most, null when nobody knows. */
  constructor(source: ScanSource, range: OpenRange, expected: number | null) {
    this.#source = source;
    this.#range = range;
    this.#expected = expected;
    source.recorder.open(range);
  }

  get lastKey(): Uint8Array | null {
    return this.#range.lastKey;
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

function limitOf(plan: Plan): number {
  return plan.steps.reduce(
    (least, step) => ("limit" in step ? Math.min(least, step.limit) : least),
    Number.POSITIVE_INFINITY,
  );
}

function hasFilter(plan: Plan): boolean {
  return plan.steps.some((step) => "filter" in step);
}

export class PlanCursor implements QueryCursor {
  readonly #rows: RangeScan | null;
  readonly #steps: Array<Plan["steps"][number]>;
  #isDone: boolean;

  constructor(source: ScanSource, plan: Plan) {
    const limit = limitOf(plan);
    this.#isDone = plan.index === null || limit === 0;
    this.#steps = plan.steps.map((step) => ({ ...step }));
    this.#rows =
      plan.index === null || this.#isDone
        ? null
        : new RangeScan(
            source,
            {
              index: plan.index.number,
              lower: plan.lower,
              upper: plan.upper,
              order: plan.order,
              lastKey: null,
              exhausted: false,
            },
            hasFilter(plan) || limit === Number.POSITIVE_INFINITY ? null : limit,
          );
  }

  next(): { value: JsonDocument | null; done: boolean } {
    while (!this.#isDone) {
      const row = this.#rows?.next() ?? null;
      if (row === null) break;
      const document: JsonDocument = JSON.parse(row.json);
      if (this.#passes(document)) return { value: document, done: false };
    }
    this.#isDone = true;
    return { value: null, done: true };
  }

  /** Also ends the scan when a limit is used up with this document. */
  #passes(document: JsonDocument): boolean {
    for (const step of this.#steps) {
      if ("filter" in step) {
        if (!step.filter(document)) return false;
      } else {
        step.limit--;
        if (step.limit === 0) this.#isDone = true;
      }
    }
    return true;
  }

  close(): void {
    this.#isDone = true;
  }
}
