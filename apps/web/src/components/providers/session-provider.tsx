"use client";

import { ConvexProviderWithAuth } from "convex/react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { ConnectionNotice } from "@/components/providers/connection-notice";
import { authClient } from "@/lib/auth-client";
import { liveClient } from "@/lib/live-client";
import { freshToken } from "@/lib/visitor-session";

const InitialToken = createContext<string | undefined>(undefined);

/**
 * Live queries as the signed-in person, whose session is watched across tabs. The address comes from the
 * server at run time, so the same build talks to any deployment.
 */
export function SessionProvider({
  convexUrl,
  initialToken,
  children,
}: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  const [client] = useState(() => liveClient(convexUrl));
  // Another token of the same session, from a later render of the server, is no news.
  const [token] = useState(initialToken);
  return (
    <InitialToken value={token}>
      <ConvexProviderWithAuth client={client} useAuth={useSessionAuth}>
        {children}
        <ConnectionNotice />
      </ConvexProviderWithAuth>
    </InitialToken>
  );
}

/**
 * Better Auth's own provider takes the session that it reads after loading for a new one: the client signs
 * out and in again, queries run as nobody meanwhile, and whatever was opened or typed by then is lost with
 * the page that showed it. Here only another session than the one that the server saw is a change.
 */
export function useSessionAuth() {
  const initialToken = useContext(InitialToken);
  const { data, isPending } = authClient.useSession();
  const sessionId = data?.session.id;
  const [first, setFirst] = useState(sessionId);
  if (first === undefined && sessionId !== undefined) setFirst(sessionId);
  const other = sessionId === (first ?? sessionId) ? undefined : sessionId;

  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) =>
      forceRefreshToken || initialToken === undefined || other !== undefined
        ? await freshToken()
        : initialToken,
    [initialToken, other],
  );
  const isAuthenticated = sessionId !== undefined || (isPending && initialToken !== undefined);
  return useMemo(
    () => ({
      isLoading: isPending && initialToken === undefined,
      isAuthenticated,
      fetchAccessToken,
    }),
    [isPending, initialToken, isAuthenticated, fetchAccessToken],
  );
}
