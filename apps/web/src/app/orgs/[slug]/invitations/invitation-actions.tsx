"use client";

import { copyRefusal, resendRefusal, revokeRefusal } from "@vestibule/backend/rules/resending";
import { invitableRoles } from "@vestibule/backend/rules/roles";
import { statusAt } from "@vestibule/backend/rules/status";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { Ban, Ellipsis, Link2, MailCheck, Pencil, Send, UserPlus } from "lucide-react";
import { useState } from "react";
import { LettersLeftNote } from "@/components/invitations/letters-left-note";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { restrainedUntil } from "@/lib/leaving";
import type { InvitationRow, Organization } from "@/lib/rows";
import { CorrectAddressDialog } from "./correct-address-dialog";
import { InviteAgainDialog } from "./invite-again-dialog";
import { LettersLeft } from "./letters-left";
import { RevokeDialog } from "./revoke-dialog";
import { useRowActions } from "./use-row-actions";

/**
 * Resending, with how many more emails the invitee may get: read before it is chosen. With none left it stays where the focus
 * finds it, and does nothing.
 */
function ResendItem({
  row,
  organization,
  now,
  onResend,
}: {
  row: InvitationRow;
  organization: Organization;
  now: number;
  onResend: () => void;
}) {
  const until = restrainedUntil(row, now);
  return (
    <DropdownMenuItem
      aria-disabled={until !== undefined}
      onSelect={until === undefined ? onResend : (event) => event.preventDefault()}
    >
      <Send aria-hidden="true" />
      <span>
        <span className={until === undefined ? undefined : "opacity-50"}>Resend invitation</span>
        <span className="block text-dense text-muted-foreground empty:hidden">
          {until === undefined ? (
            <LettersLeft organizationId={organization.id} email={row.email} />
          ) : (
            <LettersLeftNote nextAt={until} />
          )}
        </span>
      </span>
    </DropdownMenuItem>
  );
}

/** What can still be done with an invitation, by the rules that refuse the rest. One that was replaced is history. */
export function InvitationActions({
  row,
  organization,
  now,
}: {
  row: InvitationRow;
  organization: Organization;
  now: number;
}) {
  const { resend, copyLink, allowMail } = useRowActions(row, organization);
  const [correcting, setCorrecting] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const [inviting, setInviting] = useState(false);
  const { role } = organization;
  const sent = { email: row.email, role: row.role, status: statusAt(row, now) };
  // Which domains are allowed, the server says: an admin may not have loaded the policy.
  const isStopped = row.mailStopped === true;
  const mayResend = !isStopped && resendRefusal(role, sent, undefined) === null;
  const mayCopy = copyRefusal(role, sent, undefined) === null;
  const mayInviteAgain = row.canInviteAgain === true && organization.may.invite;
  const mayRevoke = revokeRefusal(role, sent) === null;
  const mayCorrect = mayRevoke && invitableRoles(role).includes(row.role);
  const mayAllow = isStopped && organization.may.invite;

  // Sent from here, the new one makes history of this row while its link is still shown.
  if (row.replacedByInvitationId !== undefined && !inviting) return null;
  if (!inviting && !mayResend && !mayCopy && !mayRevoke && !mayInviteAgain) return null;
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
            <ResendItem row={row} organization={organization} now={now} onResend={resend} />
          ) : null}
          {mayCopy ? (
            <DropdownMenuItem onSelect={copyLink}>
              <Link2 aria-hidden="true" />
              Copy invitation link
            </DropdownMenuItem>
          ) : null}
          {mayInviteAgain ? (
            <DropdownMenuItem onSelect={() => setInviting(true)}>
              <UserPlus aria-hidden="true" />
              Invite again
            </DropdownMenuItem>
          ) : null}
          {mayCorrect ? (
            <DropdownMenuItem onSelect={() => setCorrecting(true)}>
              <Pencil aria-hidden="true" />
              Correct address
            </DropdownMenuItem>
          ) : null}
          {mayAllow ? (
            <DropdownMenuItem onSelect={allowMail}>
              <MailCheck aria-hidden="true" />
              Allow email again
            </DropdownMenuItem>
          ) : null}
          {mayRevoke && (mayResend || mayCopy || mayCorrect) ? <DropdownMenuSeparator /> : null}
          {mayRevoke ? (
            <DropdownMenuItem variant="destructive" onSelect={() => setRevoking(true)}>
              <Ban aria-hidden="true" />
              Revoke invitation
            </DropdownMenuItem>
          ) : null}
        </DropdownMenuContent>
      </DropdownMenu>
      <CorrectAddressDialog
        row={row}
        organizationSlug={organization.slug}
        open={correcting}
        onOpenChange={setCorrecting}
      />
      <RevokeDialog row={row} open={revoking} onOpenChange={setRevoking} />
      {inviting ? (
        <InviteAgainDialog row={row} organization={organization} onOpenChange={setInviting} />
      ) : null}
    </>
  );
}
