"use client";

import { Button } from "@/components/ui/button";

export function LoadMore({
  status,
  loadMore,
}: {
  status: "LoadingFirstPage" | "CanLoadMore" | "LoadingMore" | "Exhausted";
  loadMore: () => void;
}) {
  if (status !== "CanLoadMore" && status !== "LoadingMore") return null;
  const busy = status === "LoadingMore";
  return (
    <div className="flex justify-center border-t p-3">
      <Button variant="ghost" size="sm" aria-busy={busy} onClick={busy ? undefined : loadMore}>
        {busy ? "Loading…" : "Show more"}
      </Button>
    </div>
  );
}
