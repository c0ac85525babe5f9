"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useNowAhead } from "@/hooks/use-now";

interface Clock {
  /** The moment with which the server rendered the page. */
  serverNow: number;
  /** How far the server's clock is ahead of the browser's, in ms. */
  ahead: number;
}

/** Null outside of a ServerClock, where the browser's own time is taken. */
const ClockContext = createContext<Clock | null>(null);

/** Gives its children the server's clock: a browser's own may be hours off. */
export function ServerClock({ serverNow, children }: { serverNow: number; children: ReactNode }) {
  const ahead = useAheadOfBrowser(serverNow);
  const clock = useMemo(() => ({ serverNow, ahead }), [serverNow, ahead]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/**
 * The largest difference that this document has seen. The server's moment arrives late by its way here, by much
 * more on a page from the browser's cache, and never early: so the largest difference is the most exact.
 */
let known = Number.NEGATIVE_INFINITY;

function useAheadOfBrowser(serverNow: number): number {
  const [ahead] = useState(() => {
    known = Math.max(known, serverNow - Date.now());
    return known;
  });
  return ahead;
}

/** The server's time in ms, renewed every `stepMs`. */
export function useServerNow(stepMs: number): number {
  const clock = useContext(ClockContext);
  return useNowAhead(stepMs, clock?.ahead ?? 0, clock?.serverNow);
}

/** How far the server's clock is ahead of the browser's, in ms. */
export function useServerAhead(): number {
  return useContext(ClockContext)?.ahead ?? 0;
}

/** When this part of the page was opened, by the server's clock: what was made after it came in live. */
export function useLiveSince(): number {
  const clock = useContext(ClockContext);
  const [since] = useState(() => Date.now() + (clock?.ahead ?? 0));
  return since;
}
