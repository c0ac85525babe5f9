"use client";

import { useEffect, useState } from "react";

/** A restarting server or a train in a tunnel is back by then, and is not worth a notice. */
export const PATIENCE_MS = 3000;

/**
 * Says so while the page has no connection to its deployment. From an effect, because reading the state of the
 * connection opens one, which a server's render must not.
 */
export function ConnectionNotice({
  client,
}: {
  client: {
    connectionState(): { isWebSocketConnected: boolean };
    subscribeToConnectionState(look: () => void): () => void;
  };
}) {
  const [isGone, setGone] = useState(false);

  useEffect(() => {
    let timer: number | undefined;
    function look() {
      // A browser that has lost its network may hold on to the socket for a minute.
      if (client.connectionState().isWebSocketConnected && window.navigator.onLine) {
        window.clearTimeout(timer);
        timer = undefined;
        setGone(false);
      } else timer ??= window.setTimeout(setGone, PATIENCE_MS, true);
    }
    look();
    const stop = client.subscribeToConnectionState(look);
    window.addEventListener("offline", look);
    window.addEventListener("online", look);
    return () => {
      stop();
      window.removeEventListener("offline", look);
      window.removeEventListener("online", look);
      window.clearTimeout(timer);
    };
  }, [client]);

  return (
    <p
      role="status"
      // Below a phone's header and its menu; it takes no clicks, so what it covers can be used.
      className="pointer-events-none fixed inset-x-4 top-18 z-50 sm:top-4 mx-auto w-fit max-w-md animate-appear text-balance rounded-md border border-accent bg-popover px-4 py-2.5 text-center text-popover-foreground text-sm shadow-float empty:sr-only"
    >
      {isGone ? "Connection lost. This page will update when you're back online." : null}
    </p>
  );
}
