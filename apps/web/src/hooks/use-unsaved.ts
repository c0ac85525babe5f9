"use client";

import { useEffect } from "react";
import { hasUnsaved, holdUnsaved } from "@/lib/unsaved";

/**
 * While something typed is not saved, the browser asks before the page is closed, reloaded or left for
 * another, and inside of the console `UnsavedGuard` asks before a link or Back leads away.
 */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const drop = holdUnsaved();
    const ask = (event: BeforeUnloadEvent) => {
      if (hasUnsaved()) event.preventDefault();
    };
    window.addEventListener("beforeunload", ask);
    return () => {
      window.removeEventListener("beforeunload", ask);
      drop();
    };
  }, [isUnsaved]);
}
