"use client";

import { type ReactNode, useCallback, useMemo, useState } from "react";
import { LiveProvider, useInitialToken } from "@/components/providers/live-provider";
import { useRetriedSession } from "@/hooks/use-retried-session";
import { authClient } from "@/lib/auth-client";
import { freshToken } from "@/lib/fresh-token";
import { sessionOfToken } from "@/lib/token-session";

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
 * with the page that showed it. Here only another session than the one that the server saw is a change, and
 * only an answer ends one: a read that failed says nothing, and is tried again.
 */
export function useSessionAuth() {
  const initialToken = useInitialToken();
  const read = authClient.useSession();
  const { data, isPending, refetch } = read;
  const sessionId = data?.session.id;
  const isFailed = useRetriedSession(read);
  const isUnknown = isPending || isFailed;
  /** The one that the server saw. Somebody else may have signed in before this page's first read. */
  const [first, setFirst] = useState(() => sessionOfToken(initialToken) ?? sessionId);
  if (first === undefined && sessionId !== undefined) setFirst(sessionId);
  /** Once the session that the server saw has ended, its token is worth nothing, whoever signs in next. */
  const [hasEnded, setHasEnded] = useState(false);
  if (!hasEnded && !isUnknown && sessionId === undefined) setHasEnded(true);
  const isOther = sessionId !== undefined && (hasEnded || sessionId !== (first ?? sessionId));
  const other = isOther ? sessionId : undefined;

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
