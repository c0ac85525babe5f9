"use client";

import { useEffect, useRef } from "react";
import { useCall } from "@/hooks/use-line";
import { recordView } from "@/lib/doorstep/functions";

/**
 * Records once that a browser has opened this link, so that the inviter knows. From an effect, because mail
 * scanners get the page too and run no script. The account that opened the link is recorded with it: the page's
 * connection knows the session before it carries a call. Without a token no link was opened, and an invitation that was not found has none.
 */
export function useRecordedView(
  { invitationId, token }: { invitationId: string; token?: string | undefined },
  isFound: boolean,
) {
  const record = useCall(recordView);
  /** React may run an effect twice, and the answer changes while the page is open. */
  const said = useRef(false);

  useEffect(() => {
    if (said.current || !isFound || token === undefined) return;
    said.current = true;
    // A link that was revoked in between is no news for the invitee: the page turns on its own.
    record({ invitationId, token }).catch(() => undefined);
  }, [record, isFound, invitationId, token]);
}
