"use client";

import { useEffect, useEffectEvent, useRef } from "react";

const CHANNEL = "vestibule-arrival";

/**
 * Tells this browser's other tabs that somebody came in with an invitation, and hears it from them. The
 * live status says that it was used to everybody; only the same browser is signed in by then. Returns
 * what tells; this tab does not hear itself.
 */
export function useOtherTabs(invitationId: string | undefined, onArrival: () => void): () => void {
  const channel = useRef<BroadcastChannel>(null);
  const hear = useEffectEvent((arrivedWith: unknown) => {
    if (arrivedWith === invitationId) onArrival();
  });

  useEffect(() => {
    const opened = new BroadcastChannel(CHANNEL);
    opened.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
    channel.current = opened;
    return () => opened.close();
  }, []);

  return () => channel.current?.postMessage(invitationId);
}
