"use client";

import { useConvexAuth, useMutation } from "convex/react";
import { useEffect, useRef } from "react";
import { recordView } from "@/lib/doorstep/functions";

/**
 * Says once that a browser has opened this link, so that its sender knows. From an effect, because mail
 * scanners get the page too and run nothing; after the session is known, because who looks is part of it.
 * Without a token no link was opened, and what cannot be found is not told apart by asking again.
 */
export function useRecordedView(
  { invitationId, token }: { invitationId: string; token?: string | undefined },
  isFound: boolean,
) {
  const record = useMutation(recordView);
  const { isLoading } = useConvexAuth();
  /** React may run an effect twice, and the answer changes while the page is open. */
  const said = useRef(false);

  useEffect(() => {
    if (said.current || isLoading || !isFound || token === undefined) return;
    said.current = true;
    // A link that was revoked in between is no news for the invitee: the page turns by itself.
    record({ invitationId, token }).catch(() => undefined);
  }, [record, isLoading, isFound, invitationId, token]);
}
