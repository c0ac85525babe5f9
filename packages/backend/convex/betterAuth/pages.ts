import { type PaginationOptions, paginationOptsValidator } from "convex/server";
import { type GenericValidator, v } from "convex/values";

/** A person's screen asks for 25; nobody gets to make one page cost a whole table. */
const MAX_PAGE_SIZE = 100;

export const vPageRequest = paginationOptsValidator;

/** `paginate()` is refused in a component, so pages here come from convex-helpers' paginator. */
export function vPageOf<T extends GenericValidator>(row: T) {
  return v.object({ page: v.array(row), isDone: v.boolean(), continueCursor: v.string() });
}

/** What the paginator honours of a page request: `endCursor` keeps live pages adjacent. */
export function pageRequest({ numItems, cursor, endCursor }: PaginationOptions) {
  return {
    numItems: Math.min(Math.max(1, Math.floor(numItems)), MAX_PAGE_SIZE),
    cursor,
    ...(endCursor === undefined ? {} : { endCursor }),
  };
}
