"use client";

import { Ban, Ellipsis, Link2, Send } from "lucide-react";
import { useState } from "react";
import { statusAt } from "@/components/invitations/invitation-status-badge";
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

/** What can still be done with an invitation; nothing once it was used, declined or revoked. */
export function InvitationActions({ row, now }: { row: InvitationRow; now: number }) {
  const { resend, copyLink } = useRowActions(row);
  const [revoking, setRevoking] = useState(false);
  const state = statusAt(row, now);

  if (state !== "pending" && state !== "expired") return null;
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={`Actions for ${row.email}`}>
            <Ellipsis aria-hidden="true" />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={resend}>
            <Send aria-hidden="true" />
            Resend invitation
          </DropdownMenuItem>
          {state === "pending" ? (
            <DropdownMenuItem onSelect={copyLink}>
              <Link2 aria-hidden="true" />
              Copy invitation link
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuSeparator />
          <DropdownMenuItem variant="destructive" onSelect={() => setRevoking(true)}>
            <Ban aria-hidden="true" />
            Revoke invitation
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <RevokeDialog row={row} open={revoking} onOpenChange={setRevoking} />
    </>
  );
}
