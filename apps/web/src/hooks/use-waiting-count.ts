"use client";

import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import type { Organization } from "@/lib/rows";

export type WaitingCount = Preloaded<typeof api.models.invitationRequests.pendingCount>;

/** How many requests wait for an answer, live; undefined for a role that sees none, and until known. */
export function useWaitingCount(
  organization: Organization,
  first: WaitingCount | undefined,
): number | undefined {
  const isSeen = organization.may.seeRequests;
  const count = useLiveAnswer(
    api.models.invitationRequests.pendingCount,
    isSeen ? { organizationId: organization.id } : "skip",
    first,
  );
  return isSeen ? count : undefined;
}
