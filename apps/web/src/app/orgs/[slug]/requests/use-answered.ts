"use client";

import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { useLivePage } from "@/hooks/use-live-page";
import type { Stream } from "@/lib/request-history";

export interface FirstAnswers {
  approved?: Preloaded<typeof api.models.invitationRequests.list>;
  denied?: Preloaded<typeof api.models.invitationRequests.list>;
}

/** The answered requests, approved and denied, each a live list of its own; asked for when `wanted`. */
export function useAnswered(organizationId: string, wanted: boolean, first: FirstAnswers = {}) {
  const query = api.models.invitationRequests.list;
  const approved = useLivePage(query, wanted ? { organizationId, status: "approved" } : "skip", {
    first: first.approved,
  });
  const denied = useLivePage(query, wanted ? { organizationId, status: "denied" } : "skip", {
    first: first.denied,
  });
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
