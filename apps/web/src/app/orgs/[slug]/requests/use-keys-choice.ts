"use client";

import { useSyncExternalStore } from "react";

const STORED_AS = "vestibule-request-keys";
const OFF = "off";

/** Chosen on this page, for a browser that stores nothing and forgets it with the page. */
let chosen: string | undefined;
const listeners = new Set<() => void>();

/**
 * Whether the shortcuts of one letter are on in this browser. On until they are turned off, and on in what the
 * server renders, which does not know the choice.
 */
export function useKeysChoice() {
  const on = useSyncExternalStore(
    watch,
    () => (chosen ?? read()) !== OFF,
    () => true,
  );

  function toggle() {
    chosen = on ? OFF : "on";
    try {
      window.localStorage.setItem(STORED_AS, chosen);
    } catch {
      // Kept in `chosen`.
    }
    for (const listener of listeners) listener();
  }

  return [on, toggle] as const;
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): string | null {
  try {
    return window.localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
