import {
  type GenericDocument,
  type PaginationOptions,
  paginationOptsValidator,
} from "convex/server";
import {
  ConvexError,
  convexToJson,
  type GenericValidator,
  type JSONValue,
  jsonToConvex,
  type Value,
  v,
} from "convex/values";
import type { QueryStream } from "convex-helpers/server/stream";
import { refuse } from "../refuse";
import type { RefusalCode } from "../rules/refusals";

/** A person's screen asks for 25; nobody gets to make one page cost a whole table. */
const MAX_PAGE_SIZE = 100;

/** A live page with a pinned end takes in what arrives inside it, and a search passes over what is not meant, up to this. */
const MAX_ROWS_READ = 500;

/** The paginator's cursor when nothing follows; by itself it would take it for the start. */
const BEHIND_THE_LAST = "[]";

export const vPageRequest = paginationOptsValidator;

/** `paginate()` is refused in a component, so pages come from convex-helpers' paginator; the app's too, that a list is a list. */
export function vPageOf<T extends GenericValidator>(row: T) {
  return v.object({ page: v.array(row), isDone: v.boolean(), continueCursor: v.string() });
}

type Page<Row> = { page: Row[]; isDone: boolean; continueCursor: string };

/**
 * One page of a list, for every list of ours: `endCursor` keeps live pages adjacent, and the cursor behind the
 * last row has an empty page. The paginator's cursors are plain index keys that override the range asked for, so
 * one that leaves the fields that the list fixes would show other people's rows: refused with bad_input, as is
 * what is no key of the list's index. A key of another list with the same fields only chooses where to start.
 */
export async function pageOf<Row extends GenericDocument>(
  list: QueryStream<Row>,
  { numItems, cursor, endCursor }: PaginationOptions,
): Promise<Page<Row>> {
  for (const given of [cursor, endCursor]) {
    if (typeof given === "string" && !isCursorOf(list, given)) throw foreignCursor();
  }
  if (cursor === BEHIND_THE_LAST) {
    return { page: [], isDone: true, continueCursor: BEHIND_THE_LAST };
  }
  const { page, isDone, continueCursor } = await list.paginate({
    numItems: pageSize(numItems),
    cursor,
    // Up to an end cursor the paginator counts no items, so the rows read are the page's only bound.
    maximumRowsRead: MAX_ROWS_READ,
    ...(endCursor && { endCursor }),
  });
  return { page, isDone, continueCursor };
}

/** With Convex's own mark of a bad cursor, at which its hooks load the list anew from its first page. */
function foreignCursor(): ConvexError<Record<string, string | boolean>> {
  return new ConvexError({
    code: "bad_input" satisfies RefusalCode,
    message: "This cursor is not one of this list. Start again with cursor null.",
    isConvexSystemError: true,
    paginationError: "InvalidCursor",
  });
}

/** Refuses with bad_input what is no number: every comparison with it would be false. */
function pageSize(asked: number): number {
  if (!Number.isFinite(asked)) refuse("bad_input", { message: "numItems is not a number." });
  return Math.min(Math.max(1, Math.floor(asked)), MAX_PAGE_SIZE);
}

/** A whole key of the list's index, with the values that the list fixes in front; or the end of the list. */
function isCursorOf<Row extends GenericDocument>(list: QueryStream<Row>, cursor: string): boolean {
  const key = keyIn(cursor);
  if (!key) return false;
  if (key.length === 0) return true;
  const fixed = list.getEqualityIndexFilter().map(inCursor);
  return (
    key.length === list.getIndexFields().length &&
    fixed.every((value, at) => JSON.stringify(key[at]) === JSON.stringify(value))
  );
}

/** As the paginator writes a key's value; `undefined` is no JSON. */
function inCursor(value: Value | undefined): JSONValue {
  if (value === undefined) return "undefined";
  const escaped = typeof value === "string" && value.endsWith("undefined") ? `_${value}` : value;
  return convexToJson(escaped);
}

function keyIn(cursor: string): JSONValue[] | null {
  try {
    const key: JSONValue = JSON.parse(cursor);
    // Throws for what is no Convex value.
    return Array.isArray(key) && jsonToConvex(key) ? key : null;
  } catch {
    return null;
  }
}

/** Behind every string that starts with the prefix. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
