"use client";

import { type ReactNode, useCallback, useMemo, useState } from "react";
import { LiveProvider, useInitialToken } from "@/components/providers/live-provider";
import { authClient } from "@/lib/auth-client";
import { freshToken } from "@/lib/session-calls";

/** Live queries as the signed-in person, whose session is watched across tabs. */
export function SessionProvider(props: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  return <LiveProvider {...props} useAuth={useSessionAuth} />;
}

/**
 * Better Auth's own provider takes the session that it reads after loading for a new one: the client signs
 * out and in again, queries run without a session meanwhile, and what was opened or typed by then is lost
 * with the page that showed it. Here only another session than the one that the server saw is a change.
 */
export function useSessionAuth() {
  const initialToken = useInitialToken();
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
