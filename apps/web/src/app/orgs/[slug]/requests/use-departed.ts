"use client";

import { useEffect, useState } from "react";
import type { RequestRow } from "@/lib/rows";

/**
 * The rows that have stopped waiting, each for `forMs` from when it left this page, which no server's clock
 * knows. A row that waits again, because its decision was undone, is no longer among them.
 */
export function useDeparted(waiting: RequestRow[] | undefined, forMs: number): RequestRow[] {
  const [seen, setSeen] = useState<RequestRow[]>([]);
  const [departed, setDeparted] = useState<RequestRow[]>([]);
  if (waiting && keyOf(waiting) !== keyOf(seen)) {
    setSeen(waiting);
    const ids = new Set(waiting.map(({ id }) => id));
    const gone = [...seen, ...departed].filter(({ id }) => !ids.has(id));
    setDeparted([...new Map(gone.map((row) => [row.id, row])).values()]);
  }

  useEffect(() => {
    if (departed.length === 0) return;
    // Not cleared when other rows depart: they must not make these stay longer.
    window.setTimeout(() => {
      setDeparted((rows) => rows.filter((row) => !departed.includes(row)));
    }, forMs);
  }, [departed, forMs]);
  return departed;
}

function keyOf(rows: RequestRow[]): string {
  return rows.map(({ id }) => id).join();
}
