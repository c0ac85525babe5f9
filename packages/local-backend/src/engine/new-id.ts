/**
 * Ids of new documents. The first bytes are the time, so that ids made together lie together in the index: with
 * random ones every insert of a large table would write a page of its own. 88 random bits remain.
 */
import { randomFillSync } from "node:crypto";
import { encodeId } from "../protocol/ids.ts";

const ID_BYTES = 16;
const TIME_BYTES = 5;
/** 2020-01-01, so that five bytes of milliseconds last until 2054; after that they start again, which does no harm. */
const TIME_ORIGIN_MS = 1_577_836_800_000;
const TIME_RANGE = 2 ** (8 * TIME_BYTES);

const pool = Buffer.alloc(ID_BYTES * 256);
let used = pool.length;

/** `at` is in milliseconds. */
export function newId(tableNumber: number, at: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = (Math.floor(at - TIME_ORIGIN_MS) % TIME_RANGE) + TIME_RANGE;
  pool.writeUIntBE(time % TIME_RANGE, used, TIME_BYTES);
  used += ID_BYTES;
  return encodeId(tableNumber, pool.subarray(used - ID_BYTES, used));
}
