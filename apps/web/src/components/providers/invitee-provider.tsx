"use client";

import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { LineContext } from "@/hooks/use-line";
import type { Line } from "@/lib/doorstep/line";
import { freshToken } from "@/lib/session-calls";

const ConnectionNotice = lazy(async () => ({
  default: (await import("@/components/providers/connection-notice")).ConnectionNotice,
}));

/**
 * Live answers for an invitee's page, as the caller whom the server saw. Convex's client comes after the page
 * can be used; Better Auth's would watch a session that most invitees don't have. A change of account is a
 * full navigation here, so the server sees it.
 */
export function InviteeProvider({
  convexUrl,
  initialToken,
  children,
}: {
  convexUrl: string;
  initialToken: string | undefined;
  children: ReactNode;
}) {
  // Another token of the same session, from a later render of the server, is no news.
  const [token] = useState(initialToken);
  const [opening] = useState<{ line?: Promise<Line> }>({});
  const [client, setClient] = useState<Line["client"]>();

  const line = useCallback(() => {
    opening.line ??= open(convexUrl, token);
    // A chunk that did not arrive is asked for again by the next who needs it.
    opening.line.catch(() => {
      delete opening.line;
    });
    return opening.line;
  }, [opening, convexUrl, token]);

  useEffect(() => {
    line().then(
      (opened) => setClient(opened.client),
      () => undefined,
    );
  }, [line]);

  return (
    <LineContext value={line}>
      {children}
      {client ? (
        <Suspense>
          <ConnectionNotice client={client} />
        </Suspense>
      ) : null}
    </LineContext>
  );
}

async function open(convexUrl: string, token: string | undefined): Promise<Line> {
  const { Line } = await import("@/lib/doorstep/line");
  return new Line(
    convexUrl,
    token === undefined
      ? undefined
      : async ({ forceRefreshToken }) => (forceRefreshToken ? await freshToken() : token),
  );
}
