"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { EmptyState } from "@/components/brand/empty-state";
import { LoadMore } from "@/components/console/load-more";
import { RequestHistoryList } from "@/components/requests/request-history-list";
import { Card } from "@/components/ui/card";
import { useServerNow } from "@/hooks/use-server-now";
import { mergeNewestFirst } from "@/lib/request-history";
import type { RequestRow } from "@/lib/rows";
import { type FirstAnswers, useAnswered } from "./use-answered";

export function RequestHistory({
  organizationId,
  first,
  onUndo,
}: {
  organizationId: string;
  first: FirstAnswers;
  onUndo: (row: RequestRow) => void;
}) {
  const now = useServerNow(SECOND);
  const { isLoading, streams, status, loadMore } = useAnswered(organizationId, true, first);
  const rows = isLoading ? undefined : mergeNewestFirst(streams);
  return (
    <Card variant="flush">
      {rows?.length === 0 && status === "Exhausted" ? (
        <EmptyState motif="lamp" title="No answered requests yet">
          Each decision is kept here, with who made it and why.
        </EmptyState>
      ) : (
        <RequestHistoryList rows={rows} now={now} onUndo={onUndo} />
      )}
      <LoadMore status={status} loadMore={loadMore} />
    </Card>
  );
}
