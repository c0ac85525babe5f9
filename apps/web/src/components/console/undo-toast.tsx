"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useNow } from "@/hooks/use-now";

/** What was done, and a button that undoes it until the seconds have run out. */
export function UndoToast({
  children,
  until,
  onUndo,
}: {
  children: string;
  /** In ms, by the browser's clock. */
  until: number;
  onUndo: () => void;
}) {
  const now = useNow(SECOND);
  const left = Math.max(0, Math.ceil((until - now) / SECOND));
  return (
    <div className="flex w-full items-center gap-3 rounded-lg border bg-popover px-4 py-3 text-popover-foreground text-sm shadow-float sm:w-[356px]">
      <p className="min-w-0 flex-1 break-words">{children}</p>
      <Button size="sm" variant="outline" disabled={left === 0} onClick={onUndo}>
        <Undo2 aria-hidden="true" />
        Undo
        {/* Counting aloud would talk over everything else. */}
        <span className="min-w-4 text-right tabular-nums" aria-hidden="true">
          {left}
        </span>
      </Button>
    </div>
  );
}
