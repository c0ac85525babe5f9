import { type PaginationOptions, paginationOptsValidator } from "convex/server";
import { type GenericValidator, v } from "convex/values";
import { refuse } from "../refuse";

/** A person's screen asks for 25; nobody gets to make one page cost a whole table. */
const MAX_PAGE_SIZE = 100;

/** A live page with a pinned end takes in what arrives inside it, up to this. */
const MAX_PINNED_ROWS = 500;

const FOREIGN_CURSOR = "This cursor is not one of this list. Start again with cursor null.";

export const vPageRequest = paginationOptsValidator;

/** `paginate()` is refused in a component, so pages here come from convex-helpers' paginator. */
export function vPageOf<T extends GenericValidator>(row: T) {
  return v.object({ page: v.array(row), isDone: v.boolean(), continueCursor: v.string() });
}

/**
 * What the paginator honours of a page request: `endCursor` keeps live pages adjacent. Its cursors are
 * plain index keys that override the range asked for, so one that leaves `prefix`, the fields that
 * the query fixes, would show other people's rows: refused with bad_input.
 */
export function pageRequest(
  { numItems, cursor, endCursor }: PaginationOptions,
  prefix: readonly string[],
) {
  for (const given of [cursor, endCursor]) {
    if (given && !staysWithin(given, prefix)) refuse("bad_input", { message: FOREIGN_CURSOR });
  }
  return {
    numItems: pageSize(numItems),
    cursor: cursor || null,
    endCursor: endCursor || undefined,
    // Up to an end cursor the paginator counts no items, so this is the page's only bound.
    maximumRowsRead: endCursor ? MAX_PINNED_ROWS : undefined,
  };
}

/** Refuses with bad_input what is no number: every comparison with it would be false. */
export function pageSize(asked: number): number {
  if (!Number.isFinite(asked)) refuse("bad_input", { message: "numItems is not a number." });
  return Math.min(Math.max(1, Math.floor(asked)), MAX_PAGE_SIZE);
}

function staysWithin(cursor: string, prefix: readonly string[]): boolean {
  const key = parsed(cursor);
  if (!Array.isArray(key)) return false;
  // An empty key is the end of the range that is asked for.
  return key.length === 0 || prefix.every((value, at) => key[at] === value);
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(cursor);
  } catch {
    return null;
  }
}

/** Behind every string that starts with the prefix. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
