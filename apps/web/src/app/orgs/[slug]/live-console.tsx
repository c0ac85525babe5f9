"use client";

import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/console/console-shell";
import { useCaller, useOrganization } from "@/components/providers/organization-provider";
import { useWaitingCount, type WaitingCount } from "@/hooks/use-waiting-count";
import { signOut } from "@/lib/sign-out";

/** The console's frame with live data: the caller, the organization, and how many requests wait. */
export function LiveConsole({
  preloadedWaiting,
  children,
}: {
  /** Absent for a role that sees no requests. */
  preloadedWaiting: WaitingCount | undefined;
  children: ReactNode;
}) {
  const caller = useCaller();
  const organization = useOrganization();
  const waiting = useWaitingCount(organization, preloadedWaiting);
  return (
    <ConsoleShell {...{ caller, organization, waiting }} onSignOut={signOut}>
      {children}
    </ConsoleShell>
  );
}
