"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { Undo2 } from "lucide-react";
import { Passage } from "@/components/brand/written";
import { decisionIn, RequestDecision } from "@/components/requests/request-decision";
import { RequestItem } from "@/components/requests/request-item";
import { RequestsSkeleton } from "@/components/requests/requests-skeleton";
import { Button } from "@/components/ui/button";
import { inviteeOf } from "@/lib/request-words";
import type { RequestRow } from "@/lib/rows";

/** Answered requests, newest first, with the admin who answered and the reason. Undefined rows are loading. */
export function RequestHistoryList({
  rows,
  now,
  onUndo,
}: {
  rows: RequestRow[] | undefined;
  /** The server's clock, in ms: a decision can be undone until its mail leaves. */
  now: number;
  onUndo: (row: RequestRow) => void;
}) {
  if (rows === undefined) return <RequestsSkeleton />;
  return (
    <ul className="divide-y">
      {rows.map((row) => {
        const decided = decisionIn(row);
        const left = Math.ceil(((row.undoUntil ?? 0) - now) / SECOND);
        return (
          <RequestItem
            key={row.id}
            row={row}
            decision={
              decided ? (
                <div className="space-y-1 text-sm">
                  <p>
                    <RequestDecision {...decided} />
                  </p>
                  {row.denyReason ? (
                    <blockquote className="border-state-declined border-l-2 pl-3">
                      <Passage>{row.denyReason}</Passage>
                    </blockquote>
                  ) : null}
                  {row.blocked ? (
                    <p className="text-muted-foreground">
                      Further requests from this address were blocked.
                    </p>
                  ) : null}
                </div>
              ) : null
            }
            actions={
              left > 0 ? (
                <Button
                  size="sm"
                  variant="outline"
                  onClick={() => onUndo(row)}
                  aria-label={`Undo the decision about ${inviteeOf(row)}`}
                >
                  <Undo2 aria-hidden="true" />
                  Undo
                  <span className="w-4 text-right tabular-nums" aria-hidden="true">
                    {left}
                  </span>
                </Button>
              ) : null
            }
          />
        );
      })}
    </ul>
  );
}
