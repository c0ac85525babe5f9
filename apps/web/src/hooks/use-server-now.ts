"use client";

import { createContext, useContext, useState } from "react";
import { useNow } from "@/hooks/use-now";

/** How far the server's clock is ahead of the browser's, in ms. Nobody has said so: not at all. */
const Ahead = createContext(0);

export const ServerClock = Ahead.Provider;

/**
 * The best that this browser knows. What the server says is late by its way here, and by much more on a
 * page that comes back from the browser's cache, never early: so the largest difference is the nearest.
 */
let known = Number.NEGATIVE_INFINITY;

/** What `ServerClock` wants, from the moment with which the server rendered a page. */
export function useAheadOfBrowser(serverNow: number): number {
  const [ahead] = useState(() => {
    known = Math.max(known, serverNow - Date.now());
    return known;
  });
  return ahead;
}

/** The server's time in ms, renewed every `stepMs`: a browser's own clock may be hours off. */
export function useServerNow(stepMs: number): number {
  return useNow(stepMs) + useContext(Ahead);
}
