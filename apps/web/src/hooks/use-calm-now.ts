"use client";

import { startTransition, useEffect, useState } from "react";

/**
 * The server's time in ms, renewed every `stepMs`, for a page whose views are still being fetched: it waits until they are
 * there. A tick that did not wait would have React draw such a view anew, without what was typed into it by then.
 */
export function useCalmNow(stepMs: number, serverNow: number): number {
  const [behind] = useState(() => serverNow - Date.now());
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => startTransition(() => setNow(Date.now() + behind)), stepMs);
    return () => clearInterval(timer);
  }, [stepMs, behind]);
  return now;
}
