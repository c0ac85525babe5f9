"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { Ban, Ellipsis, Link2, Send } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { stateAt } from "@/components/invitation-status-badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sentenceOf } from "@/lib/refusals";
import type { InvitationRow } from "@/lib/rows";
import { RevokeDialog } from "./revoke-dialog";

/** What can still be done with an invitation; nothing once it was used, declined or revoked. */
export function InvitationActions({ row, now }: { row: InvitationRow; now: number }) {
  const resend = useMutation(api.models.invitations.resend);
  const copyLink = useMutation(api.models.invitations.copyLink);
  const [revoking, setRevoking] = useState(false);
  const state = stateAt(row, now);

  const [runResend] = useSingleFlight(async () => {
    try {
      await resend({ invitationId: row.id });
      toast.success(`Sent again to ${row.email}`);
    } catch (error) {
      toast.error(sentenceOf(error));
    }
  });

  const [runCopy] = useSingleFlight(async () => {
    try {
      const { link } = await copyLink({ invitationId: row.id });
      await navigator.clipboard.writeText(link);
      toast.success(`Link for ${row.email} copied`);
    } catch (error) {
      toast.error(
        error instanceof DOMException
          ? "The browser refused to copy. Allow it to use the clipboard, then try again."
          : sentenceOf(error),
      );
    }
  });

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
          <DropdownMenuItem onSelect={runResend}>
            <Send aria-hidden="true" />
            Resend invitation
          </DropdownMenuItem>
          {state === "pending" ? (
            <DropdownMenuItem onSelect={runCopy}>
              <Link2 aria-hidden="true" />
              Copy link
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
