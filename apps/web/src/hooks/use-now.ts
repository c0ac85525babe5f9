"use client";

import { useCallback, useState, useSyncExternalStore } from "react";

/**
 * One clock per step for the whole page, so that a hundred rows tick together and show the same value.
 * Holds the last tick only, and nothing for a step that no component watches.
 */
const clocks = new Map<number, Clock>();

interface Clock {
  /** The last tick; undefined before the first. */
  tick: number | undefined;
  timer: number;
  listeners: Set<() => void>;
}

/**
 * The browser's time in ms, renewed every `stepMs`. With `serverNow`, the moment the server rendered
 * with, it is the server's time: that moment itself until the first tick, so that both render the same
 * words and hydrating is not interrupted by a new value, which would drop views that are still being fetched;
 * and counted on from there, because a browser's clock may be hours off.
 */
export function useNow(stepMs: number, serverNow?: number): number {
  const [behind] = useState(() => (serverNow === undefined ? 0 : serverNow - Date.now()));
  return useClock(
    stepMs,
    (clock) =>
      clock?.tick === undefined && serverNow !== undefined
        ? serverNow
        : (clock?.tick ?? roundDown(Date.now(), stepMs)) + behind,
    () => serverNow ?? roundDown(Date.now(), stepMs),
  );
}

/**
 * The browser's time and `ahead`, in whole steps until the first tick. What the server renders and what a
 * browser hydrates is `serverNow`, where it is given: it lies in the same step, unless that has just ended.
 */
export function useNowAhead(stepMs: number, ahead: number, serverNow: number | undefined): number {
  return useClock(
    stepMs,
    (clock) =>
      clock?.tick === undefined ? roundDown(Date.now() + ahead, stepMs) : clock.tick + ahead,
    () => roundDown(serverNow ?? Date.now(), stepMs),
  );
}

function useClock(
  stepMs: number,
  read: (clock: Clock | undefined) => number,
  onServer: () => number,
): number {
  // The same function each time, or every render would stop the clock and start another.
  const subscribe = useCallback((listener: () => void) => watch(stepMs, listener), [stepMs]);
  return useSyncExternalStore(subscribe, () => read(clocks.get(stepMs)), onServer);
}

function watch(stepMs: number, listener: () => void): () => void {
  const clock = clocks.get(stepMs) ?? start(stepMs);
  clock.listeners.add(listener);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    window.clearInterval(clock.timer);
    clocks.delete(stepMs);
  };
}

function start(stepMs: number) {
  const listeners = new Set<() => void>();
  const timer = window.setInterval(() => {
    clock.tick = Date.now();
    for (const listener of listeners) listener();
  }, stepMs);
  const clock: Clock = { tick: undefined, timer, listeners };
  clocks.set(stepMs, clock);
  return clock;
}

/** Stable between two reads, as a store's snapshot must be. */
function roundDown(at: number, stepMs: number): number {
  return Math.floor(at / stepMs) * stepMs;
}
