"use client";

import { WaitingNotice } from "@/components/console/waiting-notice";
import { useCaller } from "@/components/providers/organization-provider";
import { type PreloadedInvitations, useMyInvitations } from "@/hooks/use-my-invitations";

/** Its clock ticks here, and not in the frame around every page. */
export function LiveWaitingNotice({ preloaded }: { preloaded: PreloadedInvitations }) {
  const { invitations } = useMyInvitations(preloaded);
  return <WaitingNotice isProven={useCaller().user.emailVerified} invitations={invitations} />;
}
