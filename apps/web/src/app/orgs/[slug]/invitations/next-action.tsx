"use client";

import {
  copyRefusal,
  resendRefusal,
  revokeRefusal,
  undoRefusal,
} from "@vestibule/backend/rules/resending";
import { invitableRoles } from "@vestibule/backend/rules/roles";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { LettersLeftNote } from "@/components/invitations/letters-left-note";
import { leavingAt, restrainedUntil } from "@/lib/leaving";
import type { InvitationRow, Organization } from "@/lib/rows";
import { CorrectAddressDialog } from "./correct-address-dialog";
import { useRowActions } from "./use-row-actions";
import { useUndoInvitation } from "./use-undo-invitation";

const linkClasses =
  "rounded-sm text-left font-medium text-primary underline underline-offset-4 hover:no-underline";

/** The next action for an invitation that has not been accepted; none where the only thing to do is wait. */
export function NextAction({
  row,
  organization,
  now,
}: {
  row: InvitationRow;
  organization: Organization;
  /** The server's clock, in ms. */
  now: number;
}): ReactNode {
  const { resend, copyLink, correctTo, allowMail } = useRowActions(row, organization);
  const { undo } = useUndoInvitation();
  const [correcting, setCorrecting] = useState(false);
  if (!row.diagnosis) return null;
  if (leavingAt(row, now) !== undefined) {
    return undoRefusal(organization.role, row) ? null : (
      <Action
        onClick={() => undo(row)}
        label={`Undo the invitation to ${isolated(shownAddress(row.email))}`}
      >
        Undo
      </Action>
    );
  }
  const restrained = restrainedUntil(row, now);
  const { next } = row.diagnosis;
  const { suggestedEmail } = row;
  const { role } = organization;
  switch (next) {
    case "wait":
      return null;
    case "copyLink":
      return copyRefusal(role, row, undefined) ? null : (
        <Action onClick={copyLink}>Copy invitation link</Action>
      );
    case "resend":
      if (resendRefusal(role, row, undefined)) return null;
      if (restrained === undefined) return <Action onClick={resend}>Resend invitation</Action>;
      return (
        <>
          <span>
            <LettersLeftNote nextAt={restrained} />
          </span>
          {copyRefusal(role, row, undefined) ? null : (
            <Action onClick={copyLink}>Copy invitation link</Action>
          )}
        </>
      );
    case "nameAddress":
      return (
        <span>
          Ask them to sign in as <StoredAddress>{row.email}</StoredAddress>
        </span>
      );
    case "correctAddress":
      if (revokeRefusal(role, row) || !invitableRoles(role).includes(row.role)) return null;
      return (
        <>
          {suggestedEmail === undefined ? null : (
            <Action onClick={() => void correctTo(suggestedEmail)}>
              Send to <StoredAddress>{suggestedEmail}</StoredAddress> instead
            </Action>
          )}
          <Action onClick={() => setCorrecting(true)}>
            {suggestedEmail === undefined ? "Correct address" : "Another address"}
          </Action>
          <CorrectAddressDialog
            row={row}
            organizationSlug={organization.slug}
            open={correcting}
            onOpenChange={setCorrecting}
          />
        </>
      );
    case "allowMail":
      return organization.may.invite ? (
        <Action onClick={allowMail}>Allow email again</Action>
      ) : null;
    case "decideRequest":
      return (
        <Link href={`/orgs/${organization.slug}/requests`} className={linkClasses}>
          View request
        </Link>
      );
    default:
      return next satisfies never;
  }
}

function Action({
  onClick,
  label,
  children,
}: {
  onClick: () => void;
  /** Where the words alone do not say what it is about. */
  label?: string;
  children: ReactNode;
}) {
  return (
    <button type="button" className={linkClasses} onClick={onClick} aria-label={label}>
      {children}
    </button>
  );
}
