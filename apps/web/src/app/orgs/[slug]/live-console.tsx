"use client";

import type { ReactNode } from "react";
import { ConsoleShell } from "@/components/console/console-shell";
import { useCaller, useOrganization } from "@/components/providers/organization-provider";
import type { PreloadedInvitations } from "@/hooks/use-my-invitations";
import { useWaitingCount, type WaitingCount } from "@/hooks/use-waiting-count";
import { signOut } from "@/lib/sign-out";
import { LiveWaitingNotice } from "./live-waiting-notice";

/** The console's frame with live data: the caller, the organization, how many requests wait there, and what waits for the caller. */
export function LiveConsole({
  preloadedWaiting,
  preloadedInvitations,
  children,
}: {
  /** Absent for a role that sees no requests. */
  preloadedWaiting: WaitingCount | undefined;
  preloadedInvitations: PreloadedInvitations;
  children: ReactNode;
}) {
  const caller = useCaller();
  const organization = useOrganization();
  const waiting = useWaitingCount(organization, preloadedWaiting);
  return (
    <ConsoleShell
      {...{ caller, organization, waiting }}
      notice={<LiveWaitingNotice preloaded={preloadedInvitations} />}
      onSignOut={signOut}
    >
      {children}
    </ConsoleShell>
  );
}
