"use client";

import type { PaginatedQueryArgs, PaginatedQueryReference, Preloaded } from "convex/react";
import { useConvexAuth } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useAccess } from "@/hooks/use-access";
import { useEver } from "@/hooks/use-ever";
import { PAGE_SIZE } from "@/lib/page-size";
import { answerIn, keyOfArgs } from "@/lib/preloaded";

/**
 * A live list, page by page, without gaps when rows come and go. It waits for the session: a question without
 * one would be refused. Until the first live answer it is the page that the server rendered with, if that is a
 * page of the same list; never again afterwards, when that page is old. While nothing may be asked the last rows stay,
 * because a dialog of one of them may be open.
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

  const key = args === "skip" ? undefined : keyOfArgs(args);
  const kept = useRef<{ key: string; results: typeof live.results }>(undefined);
  useEffect(() => {
    if (!isLoading && key !== undefined) kept.current = { key, results: live.results };
  }, [isLoading, key, live.results]);
  /** From when nothing may be asked until the list is live again. */
  const [isInterrupted, setInterrupted] = useState(false);
  const mayAsk = isAuthenticated && hasAccess;
  if (!mayAsk && wasLive && !isInterrupted) setInterrupted(true);
  if (mayAsk && !isLoading && isInterrupted) setInterrupted(false);

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
  if (isLoading && isInterrupted && kept.current && kept.current.key === key) {
    return { results: kept.current.results, status: "LoadingMore" as const, loadMore: () => {} };
  }
  return { ...live, loadMore: () => live.loadMore(PAGE_SIZE) };
}

function argsIn({ _argsJSON }: Preloaded<PaginatedQueryReference>): Record<string, unknown> {
  return _argsJSON as unknown as Record<string, unknown>;
}

function pageIn<Query extends PaginatedQueryReference>(first: Preloaded<Query>) {
  return answerIn(first) as { page: Query["_returnType"]["page"]; isDone: boolean };
}
