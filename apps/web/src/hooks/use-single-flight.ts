"use client";

import { useRef, useState } from "react";

/**
 * Runs one call at a time: a second click while the first is under way does nothing. The ref decides,
 * because two clicks can come before React has rendered the busy button.
 */
export function useSingleFlight<Args extends unknown[]>(act: (...args: Args) => Promise<void>) {
  const inFlight = useRef(false);
  const [busy, setBusy] = useState(false);

  async function run(...args: Args): Promise<void> {
    if (inFlight.current) return;
    inFlight.current = true;
    setBusy(true);
    try {
      await act(...args);
    } finally {
      inFlight.current = false;
      setBusy(false);
    }
  }

  return [run, busy] as const;
}
