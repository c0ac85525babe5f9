"use client";

import { useNow } from "@/hooks/use-now";
import { useReader } from "@/hooks/use-reader";
import { formatAgo, formatBeside, formatDay, formatExact, formatLeft } from "@/lib/dates";

const MINUTE = 60_000;

/**
 * A day in the reader's locale and zone, the exact moment on hover. With the time where the moment it
 * stands `beside` is of the same day: two dates that read alike tell nothing.
 */
export function Day({ at, beside }: { at: number; beside?: number }) {
  const reader = useReader();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {beside === undefined ? formatDay(at, reader) : formatBeside(at, beside, reader)}
    </time>
  );
}

/** "2 minutes ago", renewed every minute, the exact moment on hover. */
export function Ago({ at }: { at: number }) {
  const reader = useReader();
  const now = useNow(MINUTE);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {formatAgo(at, now)}
    </time>
  );
}

/** Time left until `at` in words, the exact moment on hover. The caller's clock decides. */
export function Expiry({ at, now }: { at: number; now: number }) {
  const reader = useReader();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at, reader)}>
      {formatLeft(at, now)}
    </time>
  );
}
