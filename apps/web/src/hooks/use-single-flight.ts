"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Runs one call at a time: a second click while the first is under way does nothing. The ref decides,
 * because two clicks can come before React has rendered the busy button. A call that ends with "leaving"
 * stays under way: the browser is about to show something else.
 */
export function useSingleFlight<Args extends unknown[]>(act: (...args: Args) => Promise<unknown>) {
  const inFlight = useRef(false);
  const [busy, setBusy] = useState(false);

  async function run(...args: Args): Promise<void> {
    if (inFlight.current) return;
    inFlight.current = true;
    setBusy(true);
    let isLeaving = false;
    try {
      isLeaving = (await act(...args)) === "leaving";
    } finally {
      if (!isLeaving) {
        inFlight.current = false;
        setBusy(false);
      }
    }
  }

  // Back from where it led: a page that the browser had kept as it was can be used again.
  useEffect(() => {
    function onPageShow({ persisted }: PageTransitionEvent) {
      if (!persisted) return;
      inFlight.current = false;
      setBusy(false);
    }
    window.addEventListener("pageshow", onPageShow);
    return () => window.removeEventListener("pageshow", onPageShow);
  }, []);

  return [run, busy] as const;
}
