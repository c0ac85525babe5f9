"use client";

import { useEffect, useEffectEvent, useRef } from "react";

const CHANNEL = "vestibule-arrival";

/**
 * Tells this browser's other tabs that the invitee has joined with an invitation, and hears it from them. The
 * live view tells every browser that the invitation was used; only the tabs of this one share the new session.
 * Returns the function that tells; a tab does not hear itself.
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
