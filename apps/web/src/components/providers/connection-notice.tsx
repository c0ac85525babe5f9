"use client";

import { useEffect, useState } from "react";
import { hasTrouble, watchTrouble } from "@/lib/trouble";

/** A restarting server or a train in a tunnel is back by then, and is not worth a notice. */
export const PATIENCE_MS = 3000;

/**
 * Says so while the page has no connection to its deployment, or could not find something out and asks again. From
 * an effect, because reading the state of the connection opens one, which a server's render must not.
 */
export function ConnectionNotice({
  client,
}: {
  /** Undefined before a page has opened one. */
  client:
    | {
        connectionState(): { isWebSocketConnected: boolean };
        subscribeToConnectionState(look: () => void): () => void;
      }
    | undefined;
}) {
  const [notice, setNotice] = useState<string>();

  useEffect(() => {
    let timer: number | undefined;
    function problem(): string | undefined {
      // A browser that has lost its network may hold on to the socket for a minute.
      if (!window.navigator.onLine || client?.connectionState().isWebSocketConnected === false) {
        return "Connection lost. This page will update when you're back online.";
      }
      return hasTrouble() ? "The server isn't responding. Trying again…" : undefined;
    }
    function look() {
      if (problem() === undefined) {
        window.clearTimeout(timer);
        timer = undefined;
        setNotice(undefined);
      } else timer ??= window.setTimeout(() => setNotice(problem()), PATIENCE_MS);
    }
    look();
    const stops = [client?.subscribeToConnectionState(look), watchTrouble(look)];
    window.addEventListener("offline", look);
    window.addEventListener("online", look);
    return () => {
      for (const stop of stops) stop?.();
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
      {notice}
    </p>
  );
}
