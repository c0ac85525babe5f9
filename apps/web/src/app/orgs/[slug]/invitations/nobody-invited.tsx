"use client";

import { EmptyState } from "@/components/brand/empty-state";
import type { Organization } from "@/lib/rows";
import { InviteDialog } from "./invite-dialog";

/** An organization's first step. */
export function NobodyInvited({ organization }: { organization: Organization }) {
  return (
    <EmptyState
      motif="letter"
      title="No invitations yet"
      action={
        organization.may.invite ? (
          <InviteDialog organization={organization} variant="outline" />
        ) : null
      }
    >
      Invitations appear here, with their live status.
    </EmptyState>
  );
}
