import type { RequestRow } from "@/lib/rows";

/** One live list: its rows newest first, and whether older ones are still to be fetched. */
export interface Stream {
  rows: RequestRow[];
  hasMore: boolean;
}

/**
 * Several lists as one, newest request first, without gaps: nothing is shown that is older than what a
 * list might still bring.
 */
export function mergeNewestFirst(streams: Stream[]): RequestRow[] {
  const horizon = Math.max(
    Number.NEGATIVE_INFINITY,
    ...streams.map(({ rows, hasMore }) =>
      hasMore ? (rows.at(-1)?.requestedAt ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY,
    ),
  );
  return streams
    .flatMap(({ rows }) => rows)
    .filter(({ requestedAt }) => requestedAt >= horizon)
    .sort((a, b) => b.requestedAt - a.requestedAt);
}
