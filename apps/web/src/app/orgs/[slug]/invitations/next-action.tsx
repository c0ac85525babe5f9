"use client";

import { copyRefusal, resendRefusal, revokeRefusal } from "@vestibule/backend/rules/resending";
import { invitableRoles } from "@vestibule/backend/rules/roles";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import type { InvitationRow, Organization } from "@/lib/rows";
import { CorrectAddressDialog } from "./correct-address-dialog";
import { useRowActions } from "./use-row-actions";

const linkClasses =
  "rounded-sm text-left font-medium text-primary underline underline-offset-4 hover:no-underline";

/** The next action for an invitation that has not been accepted; none where the only thing to do is wait. */
export function NextAction({
  row,
  organization,
}: {
  row: InvitationRow;
  organization: Organization;
}): ReactNode {
  const { resend, copyLink, correctTo, allowMail } = useRowActions(row, organization);
  const [correcting, setCorrecting] = useState(false);
  if (!row.diagnosis) return null;
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
      return resendRefusal(role, row, undefined) ? null : (
        <Action onClick={resend}>Resend invitation</Action>
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

function Action({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={linkClasses} onClick={onClick}>
      {children}
    </button>
  );
}
