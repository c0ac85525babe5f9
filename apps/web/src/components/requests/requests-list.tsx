"use client";

import { Check, X } from "lucide-react";
import { decisionIn, RequestDecision } from "@/components/requests/request-decision";
import { RequestItem } from "@/components/requests/request-item";
import { RequestsSkeleton } from "@/components/requests/requests-skeleton";
import { Button } from "@/components/ui/button";
import { inviteeOf } from "@/lib/request-words";
import type { RequestRow } from "@/lib/rows";

/**
 * Waiting requests, oldest first: the invitee who has waited longest is answered first. A row that a
 * colleague has just decided stays for some seconds and says so. Undefined rows are loading.
 */
export function RequestsList({
  rows,
  liveSince,
  onDecide,
}: {
  rows: RequestRow[] | undefined;
  /** Requests made after this moment came in live, and arrive visibly. */
  liveSince: number;
  onDecide: (row: RequestRow, action: "approve" | "deny") => void;
}) {
  if (rows === undefined) return <RequestsSkeleton />;
  return (
    <ul className="divide-y">
      {rows.map((row) => {
        const decided = decisionIn(row);
        return (
          <RequestItem
            key={row.id}
            row={row}
            arrives={row.requestedAt > liveSince && !decided}
            isOver={decided !== null}
            decision={
              decided ? (
                <p className="animate-appear text-foreground text-sm">
                  <RequestDecision {...decided} />
                </p>
              ) : null
            }
            actions={
              decided ? null : (
                <>
                  <Button
                    size="sm"
                    data-row-focus
                    onClick={() => onDecide(row, "approve")}
                    aria-label={`Approve ${inviteeOf(row)}`}
                  >
                    <Check aria-hidden="true" />
                    Approve
                  </Button>
                  <Button
                    size="sm"
                    variant="outline"
                    onClick={() => onDecide(row, "deny")}
                    aria-label={`Deny ${inviteeOf(row)}`}
                  >
                    <X aria-hidden="true" />
                    Deny
                  </Button>
                </>
              )
            }
          />
        );
      })}
    </ul>
  );
}
