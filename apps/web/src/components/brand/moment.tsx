"use client";

import { useReader } from "@/hooks/use-reader";
import { formatAgo, formatBeside, formatDay, formatExact, formatLeft } from "@/lib/dates";

/**
 * A day in the reader's zone, the exact moment on hover. With the time where the moment `beside` it is on the
 * same day: two equal dates would not tell which came first.
 */
export function Day({ at, beside }: { at: number; beside?: number }) {
  const reader = useReader();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {beside === undefined ? formatDay(at, reader) : formatBeside(at, beside, reader)}
    </time>
  );
}

/** "2 minutes ago" by `now`, the exact moment on hover. */
export function Ago({ at, now }: { at: number; now: number }) {
  const reader = useReader();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {formatAgo(at, now)}
    </time>
  );
}

/** The time left from `now` until `at` in words, the exact moment on hover. */
export function Expiry({ at, now }: { at: number; now: number }) {
  const reader = useReader();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {formatLeft(at, now)}
    </time>
  );
}
