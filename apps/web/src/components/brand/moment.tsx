"use client";

import { MINUTE } from "@vestibule/backend/rules/time";
import { useReader } from "@/hooks/use-reader";
import { useServerNow } from "@/hooks/use-server-now";
import { formatAgo, formatBeside, formatDay, formatExact, formatLeft } from "@/lib/dates";

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

/**
 * "2 minutes ago", the exact moment on hover. By the caller's clock, which what the server renders needs:
 * hydrating with another age would take the page apart. Else by the minute.
 */
export function Ago({ at, now: callersNow }: { at: number; now?: number }) {
  const reader = useReader();
  const minute = useServerNow(MINUTE);
  const now = callersNow ?? minute;
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
