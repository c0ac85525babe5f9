"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { LiveProvider, useInitialToken } from "@/components/providers/live-provider";
import { authClient } from "@/lib/auth-client";
import { freshToken } from "@/lib/session-calls";

const UNAUTHORIZED = 401;

/** Live queries as the signed-in person, whose session is watched across tabs. */
export function SessionProvider(props: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  return <LiveProvider {...props} useAuth={useSessionAuth} />;
}

/** How long after a failed read the session is read again, in ms. */
const RETRY_MS = 3_000;

/**
 * Better Auth's own provider takes the session that it reads after loading for a new one: the client signs
 * out and in again, queries run without a session meanwhile, and what was opened or typed by then is lost
 * with the page that showed it. Here only another session than the one that the server saw is a change, and
 * only an answer ends one: a read that failed says nothing, and is tried again.
 */
export function useSessionAuth() {
  const initialToken = useInitialToken();
  const { data, error, isPending, refetch } = authClient.useSession();
  const sessionId = data?.session.id;
  const isFailed = error !== null && error.status !== UNAUTHORIZED;
  const isUnknown = isPending || isFailed;
  const [first, setFirst] = useState(sessionId);
  if (first === undefined && sessionId !== undefined) setFirst(sessionId);
  /** Once the session that the server saw has ended, its token is worth nothing, whoever signs in next. */
  const [hasEnded, setHasEnded] = useState(false);
  if (!hasEnded && !isUnknown && sessionId === undefined) setHasEnded(true);
  const isOther = sessionId !== undefined && (hasEnded || sessionId !== (first ?? sessionId));
  const other = isOther ? sessionId : undefined;

  useEffect(() => {
    // A new error each time, so this runs again after a read that failed again.
    if (!error || !isFailed) return;
    const timer = setTimeout(() => void refetch(), RETRY_MS);
    return () => clearTimeout(timer);
  }, [error, isFailed, refetch]);

  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
      const isFirst = other === undefined && !hasEnded;
      if (!forceRefreshToken && initialToken !== undefined && isFirst) return initialToken;
      const token = await freshToken();
      // The session has ended elsewhere: the page has to be told too.
      if (token === null) void refetch();
      return token;
    },
    [initialToken, other, hasEnded, refetch],
  );
  const isOpen = sessionId === undefined && isUnknown && !hasEnded;
  const isAuthenticated = sessionId !== undefined || (isOpen && initialToken !== undefined);
  const isLoading = isOpen && initialToken === undefined;
  return useMemo(
    () => ({ isLoading, isAuthenticated, fetchAccessToken }),
    [isLoading, isAuthenticated, fetchAccessToken],
  );
}
