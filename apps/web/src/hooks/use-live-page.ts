"use client";

import type { PaginatedQueryArgs, PaginatedQueryReference } from "convex/react";
import { useConvexAuth } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useCallback } from "react";

/** Rows that a person sees before asking for more. */
export const PAGE_SIZE = 25;

/**
 * A live list, page by page, without gaps when rows come and go. It waits for the session: asking as
 * nobody first would be refused.
 */
export function useLivePage<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query> | "skip",
  initialNumItems: number = PAGE_SIZE,
) {
  const { isAuthenticated } = useConvexAuth();
  const { results, status, loadMore } = usePaginatedQuery(query, isAuthenticated ? args : "skip", {
    initialNumItems,
  });
  return { results, status, loadMore: useCallback(() => loadMore(PAGE_SIZE), [loadMore]) };
}
