"use client";

import { copyRefusal, resendRefusal } from "@vestibule/backend/rules/resending";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import type { InvitationRow, Organization } from "@/lib/rows";
import { RevokeDialog } from "./revoke-dialog";
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
  const { resend, copyLink } = useRowActions(row);
  const [revoking, setRevoking] = useState(false);
  if (!row.diagnosis) return null;
  const { next } = row.diagnosis;
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
      return (
        <>
          <Action onClick={() => setRevoking(true)}>Revoke and invite the right address</Action>
          <RevokeDialog row={row} open={revoking} onOpenChange={setRevoking} />
        </>
      );
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

function Action({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" className={linkClasses} onClick={onClick}>
      {children}
    </button>
  );
}
