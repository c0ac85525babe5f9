"use client";

import { useEffect, useRef, useState } from "react";
import { holdTrouble } from "@/lib/trouble";
import { onNextTry } from "@/lib/try-again";

const UNAUTHORIZED = 401;

/** What Better Auth's client knows of the session. */
export interface SessionRead {
  error: { status: number; retryAfterSeconds?: number | undefined } | null;
  isPending: boolean;
  isRefetching: boolean;
  refetch: () => Promise<unknown>;
}

/** Reads a session again whose read failed, which says nothing of it. Whether the last read did; the page says so too. */
export function useRetriedSession({
  error,
  isPending,
  isRefetching,
  refetch,
}: SessionRead): boolean {
  const isFailed = error !== null && error.status !== UNAUTHORIZED;
  const isAnswered = !isFailed && !isPending && !isRefetching;
  /** From the first read that failed to the next that is answered. */
  const [isInTrouble, setInTrouble] = useState(false);
  if (isFailed && !isInTrouble) setInTrouble(true);
  if (isAnswered && isInTrouble) setInTrouble(false);
  const failed = useRef(0);

  useEffect(() => {
    if (!isInTrouble) return;
    failed.current = 0;
    return holdTrouble();
  }, [isInTrouble]);

  useEffect(() => {
    // A new error each time, so this runs again after a read that failed again.
    if (!error || !isFailed) return;
    return onNextTry(() => void refetch(), failed.current++, error.retryAfterSeconds);
  }, [error, isFailed, refetch]);

  return isFailed;
}
