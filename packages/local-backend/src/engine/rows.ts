/** Opens what a plan reads, from one position to another. */
import { afterKey } from "../protocol/keys.ts";
import type { IndexRange, Reading } from "./plan.ts";
import { RangeScan, type ScanSource } from "./scan.ts";
import { type Row, SearchScan, type SearchSource } from "./search.ts";

export interface Rows {
  next(): Row | null;
}

export type RowSource = ScanSource & SearchSource;

/** The part of the range between two keys, each of which is the last one before its end in scan order. */
function between(
  { lower, upper, order }: IndexRange,
  after: Buffer | null,
  last: Buffer | null,
): { lower: Uint8Array; upper: Uint8Array | null } {
  if (order === "desc") return { lower: last ?? lower, upper: after ?? upper };
  return {
    lower: after === null ? lower : afterKey(after),
    upper: last === null ? upper : afterKey(last),
  };
}

/** `expected` is how many rows the reader is going to take at most, null when it is not known. */
export function openRows(
  source: RowSource,
  reading: Reading,
  after: Buffer | null,
  last: Buffer | null,
  expected: number | null,
): Rows {
  if (reading.kind === "search") return new SearchScan(source, reading.search, after, last);
  const range = {
    index: reading.index.number,
    ...between(reading, after, last),
    order: reading.order,
    lastKey: null,
    exhausted: false,
  };
  return new RangeScan(source, range, expected);
}
