"use client";

import { ConvexProviderWithAuth } from "convex/react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { ConnectionNotice } from "@/components/providers/connection-notice";
import { liveClient } from "@/lib/live-client";
import { freshToken } from "@/lib/visitor-session";

/**
 * Live queries for an invitee's page, as whoever the server saw. Better Auth's client would be a tenth of
 * that page's first load and watch a session that most invitees don't have; a change of account is a full
 * navigation here, so the server sees it.
 */
export function VisitorProvider({
  convexUrl,
  initialToken,
  children,
}: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  const [client] = useState(() => liveClient(convexUrl));

  return (
    <InitialToken value={initialToken}>
      <ConvexProviderWithAuth client={client} useAuth={useVisitorAuth}>
        {children}
        <ConnectionNotice />
      </ConvexProviderWithAuth>
    </InitialToken>
  );
}

const InitialToken = createContext<string | undefined>(undefined);

function useVisitorAuth() {
  const initialToken = useContext(InitialToken);
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
