"use client";

import { copyRefusal, resendRefusal, revokeRefusal } from "@vestibule/backend/rules/resending";
import type { Role } from "@vestibule/backend/rules/roles";
import { statusAt } from "@vestibule/backend/rules/status";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { Ban, Ellipsis, Link2, Send } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { InvitationRow } from "@/lib/rows";
import { RevokeDialog } from "./revoke-dialog";
import { useRowActions } from "./use-row-actions";

/** What can still be done with an invitation, by the rules that refuse the rest. One that was replaced is history. */
export function InvitationActions({
  row,
  role,
  now,
}: {
  row: InvitationRow;
  /** The caller's, in the organization. */
  role: Role;
  now: number;
}) {
  const { resend, copyLink } = useRowActions(row);
  const [revoking, setRevoking] = useState(false);
  const sent = { email: row.email, role: row.role, status: statusAt(row, now) };
  // Which domains are allowed, the server says: an admin may not have loaded the policy.
  const mayResend = resendRefusal(role, sent, undefined) === null;
  const mayCopy = copyRefusal(role, sent, undefined) === null;
  const mayRevoke = revokeRefusal(role, sent) === null;

  if (row.replacedByInvitationId !== undefined) return null;
  if (!mayResend && !mayCopy && !mayRevoke) return null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Actions for ${isolated(shownAddress(row.email))}`}
          >
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {mayResend ? (
            <DropdownMenuItem onSelect={resend}>
              <Send aria-hidden="true" />
              Resend invitation
            </DropdownMenuItem>
          ) : null}
          {mayCopy ? (
            <DropdownMenuItem onSelect={copyLink}>
              <Link2 aria-hidden="true" />
              Copy invitation link
            </DropdownMenuItem>
          ) : null}
          {mayResend || mayCopy ? <DropdownMenuSeparator /> : null}
          {mayRevoke ? (
            <DropdownMenuItem variant="destructive" onSelect={() => setRevoking(true)}>
              <Ban aria-hidden="true" />
              Revoke invitation
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      <RevokeDialog row={row} open={revoking} onOpenChange={setRevoking} />
    </>
  );
}
