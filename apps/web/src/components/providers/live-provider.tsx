"use client";

import { ConvexProviderWithAuth } from "convex/react";
import { type ComponentProps, createContext, type ReactNode, useContext, useState } from "react";
import { ConnectionNotice } from "@/components/providers/connection-notice";
import { liveClient } from "@/lib/live-client";

const InitialToken = createContext<string | undefined>(undefined);

/** The token of the session that the server saw; undefined when it saw none. */
export function useInitialToken(): string | undefined {
  return useContext(InitialToken);
}

/**
 * Live queries as the caller whom `useAuth` knows. The address comes from the server at run time, so the
 * same build talks to any deployment.
 */
export function LiveProvider({
  convexUrl,
  initialToken,
  useAuth,
  children,
}: {
  convexUrl: string;
  initialToken: string | undefined;
  useAuth: ComponentProps<typeof ConvexProviderWithAuth>["useAuth"];
  children: ReactNode;
}) {
  const [client] = useState(() => liveClient(convexUrl));
  // Another token of the same session, from a later render of the server, is no news.
  const [token] = useState(initialToken);
  return (
    <InitialToken value={token}>
      <ConvexProviderWithAuth client={client} useAuth={useAuth}>
        {children}
        <ConnectionNotice client={client} />
      </ConvexProviderWithAuth>
    </InitialToken>
  );
}
