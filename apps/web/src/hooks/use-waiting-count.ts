"use client";

import { api } from "@vestibule/backend/api";
import { useConvexAuth, useQuery } from "convex/react";
import type { Organization } from "@/lib/rows";

/** How many requests wait for an answer, live; undefined for whom they are no concern, and until known. */
export function useWaitingCount(organization: Organization): number | undefined {
  const { isAuthenticated } = useConvexAuth();
  return useQuery(
    api.models.invitationRequests.pendingCount,
    organization.may.seeRequests && isAuthenticated ? { organizationId: organization.id } : "skip",
  );
}
