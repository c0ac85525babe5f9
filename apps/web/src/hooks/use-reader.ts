"use client";

import { useSyncExternalStore } from "react";
import type { Reader } from "@/lib/dates";

/** "server" for the first paint and while hydrating, "browser" from then on. */
export function useReader(): Reader {
  return useSyncExternalStore<Reader>(
    never,
    () => "browser",
    () => "server",
  );
}

function never(): () => void {
  return () => undefined;
}
