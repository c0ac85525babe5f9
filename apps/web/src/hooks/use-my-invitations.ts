"use client";

import { api } from "@vestibule/backend/api";
import { SECOND } from "@vestibule/backend/rules/time";
import type { Preloaded } from "convex/react";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import { useServerNow } from "@/hooks/use-server-now";
import { stillLive } from "@/lib/my-invitations";

export type PreloadedInvitations = Preloaded<typeof api.models.invitations.listMine>;

/** What waits for the signed-in person now; each goes when its moment comes, by the server's clock. */
export function useMyInvitations(first: PreloadedInvitations) {
  const invitations = useLiveAnswer(api.models.invitations.listMine, {}, first);
  const now = useServerNow(SECOND);
  return { invitations: stillLive(invitations ?? [], now), now };
}
