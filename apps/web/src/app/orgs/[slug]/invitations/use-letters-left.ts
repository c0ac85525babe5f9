"use client";

import { api } from "@vestibule/backend/api";
import { isAddress, normalizeAddress } from "@vestibule/backend/rules/address";
import { useConvexAuth, useQuery } from "convex/react";
import { useAccess } from "@/hooks/use-access";

/** How many more letters an address may get from the organization; undefined while that is not known. */
export function useLettersLeft(organizationId: string, typed: string) {
  const { isAuthenticated } = useConvexAuth();
  const hasAccess = useAccess();
  const email = normalizeAddress(typed);
  const isAsked = isAuthenticated && hasAccess && isAddress(email);
  return useQuery(api.models.recipients.lettersLeft, isAsked ? { organizationId, email } : "skip");
}
