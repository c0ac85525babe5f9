"use client";

import { type ReactNode, useCallback, useMemo } from "react";
import { LiveProvider, useInitialToken } from "@/components/providers/live-provider";
import { freshToken } from "@/lib/session-calls";

/**
 * Live queries for an invitee's page, as the caller whom the server saw. Better Auth's client would be a
 * tenth of that page's first load and watch a session that most invitees don't have; a change of account is
 * a full navigation here, so the server sees it.
 */
export function InviteeProvider(props: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  return <LiveProvider {...props} useAuth={useInviteeAuth} />;
}

function useInviteeAuth() {
  const initialToken = useInitialToken();
  const fetchAccessToken = useCallback(
    async ({ forceRefreshToken }: { forceRefreshToken: boolean }) =>
      forceRefreshToken || initialToken === undefined ? await freshToken() : initialToken,
    [initialToken],
  );
  return useMemo(
    () => ({ isLoading: false, isAuthenticated: initialToken !== undefined, fetchAccessToken }),
    [initialToken, fetchAccessToken],
  );
}
