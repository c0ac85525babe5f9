"use client";

import type { PaginatedQueryArgs, PaginatedQueryReference, Preloaded } from "convex/react";
import { useConvexAuth } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { useAccess } from "@/hooks/use-access";
import { useEver } from "@/hooks/use-ever";
import { PAGE_SIZE } from "@/lib/page-size";
import { answerIn, keyOfArgs } from "@/lib/preloaded";

/**
 * A live list, page by page, without gaps when rows come and go. It waits for the session: a question without
 * one would be refused. Until the first live answer it is the page that the server rendered with, if that is a
 * page of the same list; never again afterwards, when that page is old.
 */
export function useLivePage<Query extends PaginatedQueryReference>(
  query: Query,
  args: PaginatedQueryArgs<Query> | "skip",
  { first, items = PAGE_SIZE }: { first?: Preloaded<Query> | undefined; items?: number } = {},
) {
  const { isAuthenticated } = useConvexAuth();
  const hasAccess = useAccess();
  const live = usePaginatedQuery(query, isAuthenticated && hasAccess ? args : "skip", {
    initialNumItems: items,
  });
  const rendered = useMemo(
    () => first && { key: keyOfArgs(argsIn(first)), ...pageIn<Query>(first) },
    [first],
  );
  const isLoading = live.status === "LoadingFirstPage";
  const wasLive = useEver(!isLoading);
  const isRendered = isLoading && !wasLive && args !== "skip" && rendered?.key === keyOfArgs(args);

  /** "Show more" was pressed before the list was live; only the live list can load more. */
  const [isMoreWanted, setMoreWanted] = useState(false);
  const loadMore = useEffectEvent(() => live.loadMore(PAGE_SIZE));
  useEffect(() => {
    if (!isMoreWanted || live.status === "LoadingFirstPage") return;
    setMoreWanted(false);
    loadMore();
  }, [isMoreWanted, live.status]);

  if (isRendered && rendered) {
    const more = isMoreWanted ? ("LoadingMore" as const) : ("CanLoadMore" as const);
    return {
      results: rendered.page,
      status: rendered.isDone ? ("Exhausted" as const) : more,
      loadMore: () => setMoreWanted(true),
    };
  }
  return { ...live, loadMore: () => live.loadMore(PAGE_SIZE) };
}

function argsIn({ _argsJSON }: Preloaded<PaginatedQueryReference>): Record<string, unknown> {
  return _argsJSON as unknown as Record<string, unknown>;
}

function pageIn<Query extends PaginatedQueryReference>(first: Preloaded<Query>) {
  return answerIn(first) as { page: Query["_returnType"]["page"]; isDone: boolean };
}
