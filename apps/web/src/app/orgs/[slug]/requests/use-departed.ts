"use client";

import { useState } from "react";
import type { RequestRow } from "@/lib/rows";

/**
 * The rows that were waiting and are not any more, though nobody on this page decided about them. One
 * that waits again, because its decision was undone, is no longer among them.
 */
export function useDeparted(
  waiting: RequestRow[] | undefined,
  isOwn: (row: RequestRow) => boolean,
): RequestRow[] {
  const [seen, setSeen] = useState<RequestRow[]>([]);
  const [departed, setDeparted] = useState<RequestRow[]>([]);
  if (waiting && keyOf(waiting) !== keyOf(seen)) {
    setSeen(waiting);
    const ids = new Set(waiting.map(({ id }) => id));
    const gone = [...departed, ...seen].filter((row) => !ids.has(row.id) && !isOwn(row));
    setDeparted([...new Map(gone.map((row) => [row.id, row])).values()]);
  }
  return departed;
}

function keyOf(rows: RequestRow[]): string {
  return rows.map(({ id }) => id).join();
}
