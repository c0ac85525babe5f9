import { Check, X } from "lucide-react";
import { LiveAgo } from "@/components/brand/live-ago";
import { Written } from "@/components/brand/written";
import type { FirstDecision } from "@/lib/refusal-details";
import type { RequestRow } from "@/lib/rows";

/** "Bruno Lima approved this, 2 minutes ago." */
export function RequestDecision({ by, at, decision }: FirstDecision) {
  const approved = decision === "approved";
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {approved ? (
        <Check className="size-4 shrink-0 translate-y-0.5 text-state-accepted" aria-hidden="true" />
      ) : (
        <X className="size-4 shrink-0 translate-y-0.5 text-state-declined" aria-hidden="true" />
      )}
      <span>
        {by === undefined ? (
          "Answered automatically by a new invitation, "
        ) : (
          <>
            <strong className="font-medium">
              <Written>{by}</Written>
            </strong>{" "}
            {approved ? "approved" : "denied"} this,{" "}
          </>
        )}
        <LiveAgo at={at} />.
      </span>
    </span>
  );
}

/** The decision that a row carries; null while it waits. */
export function decisionIn({ status, processedAt, processedBy }: RequestRow): FirstDecision | null {
  if (status === "pending" || processedAt === undefined) return null;
  return { by: processedBy?.name, at: processedAt, decision: status };
}
