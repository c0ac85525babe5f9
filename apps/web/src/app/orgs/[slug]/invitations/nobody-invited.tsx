"use client";

import { EmptyState } from "@/components/brand/empty-state";
import type { Organization } from "@/lib/rows";
import { InviteDialog } from "./invite-dialog";

/** An organization's first step. */
export function NobodyInvited({ organization }: { organization: Organization }) {
  return (
    <EmptyState
      motif="letter"
      title="Nobody has been invited yet"
      action={
        organization.may.invite ? (
          <InviteDialog organization={organization} variant="outline" />
        ) : null
      }
    >
      Their invitation appears here, and its state changes as they come in.
    </EmptyState>
  );
}
