"use client";

import { useEffect, useState } from "react";
import type { RequestRow } from "@/lib/rows";

/**
 * The rows that were waiting and are not any more, each for `forMs` from when it left this page: no
 * clock says when that was for its reader. One that waits again, because its decision was undone, is no
 * longer among them.
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
    // Left running when others depart: they must not make these stay longer.
    window.setTimeout(() => {
      setDeparted((rows) => rows.filter((row) => !departed.includes(row)));
    }, forMs);
  }, [departed, forMs]);
  return departed;
}

function keyOf(rows: RequestRow[]): string {
  return rows.map(({ id }) => id).join();
}
