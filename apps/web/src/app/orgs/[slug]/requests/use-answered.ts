"use client";

import { api } from "@vestibule/backend/api";
import { useLivePage } from "@/hooks/use-live-page";
import type { Stream } from "@/lib/request-history";

/** The answered requests, approved and denied, each a live list of its own; asked for when `wanted`. */
export function useAnswered(organizationId: string, wanted: boolean) {
  const query = api.models.invitationRequests.list;
  const approved = useLivePage(query, wanted ? { organizationId, status: "approved" } : "skip");
  const denied = useLivePage(query, wanted ? { organizationId, status: "denied" } : "skip");
  const lists = [approved, denied];
  return {
    isLoading: lists.some(({ status }) => status === "LoadingFirstPage"),
    streams: lists.map<Stream>(({ results, status }) => ({
      rows: results,
      hasMore: status !== "Exhausted",
    })),
    status: lists.some(({ status }) => status === "LoadingMore")
      ? ("LoadingMore" as const)
      : lists.some(({ status }) => status === "CanLoadMore")
        ? ("CanLoadMore" as const)
        : ("Exhausted" as const),
    loadMore: () => {
      for (const list of lists) if (list.status === "CanLoadMore") list.loadMore();
    },
  };
}
