"use client";

import { usePreloadedAuthQuery } from "@convex-dev/better-auth/nextjs/client";
import type { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/console/console-shell";
import { useOrganization } from "@/components/providers/organization-provider";
import { useWaitingCount, type WaitingCount } from "@/hooks/use-waiting-count";
import { signOut } from "@/lib/sign-out";

/** The console's frame with live data: the caller, the organization, and how many requests wait. */
export function LiveConsole({
  preloadedCaller,
  preloadedWaiting,
  children,
}: {
  preloadedCaller: Preloaded<typeof api.models.caller.get>;
  /** Absent for a role that sees no requests. */
  preloadedWaiting: WaitingCount | undefined;
  children: ReactNode;
}) {
  const caller = usePreloadedAuthQuery(preloadedCaller);
  const organization = useOrganization();
  const waiting = useWaitingCount(organization, preloadedWaiting);
  if (!caller) return null;
  return (
    <ConsoleShell {...{ caller, organization, waiting }} onSignOut={signOut}>
      {children}
    </ConsoleShell>
  );
}
