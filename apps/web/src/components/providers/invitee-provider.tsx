"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ConnectionNotice } from "@/components/providers/connection-notice";
import { LineContext } from "@/hooks/use-line";
import type { Line } from "@/lib/doorstep/line";
import { untilLoaded } from "@/lib/patient-import";

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
    return opening.line;
  }, [opening, convexUrl, token]);

  useEffect(() => {
    void line().then((opened) => setClient(opened.client));
  }, [line]);

  return (
    <LineContext value={line}>
      {children}
      <ConnectionNotice client={client} />
    </LineContext>
  );
}

async function open(convexUrl: string, token: string | undefined): Promise<Line> {
  const { openLine } = await untilLoaded(() => import("@/lib/doorstep/line"));
  return openLine(convexUrl, token);
}
