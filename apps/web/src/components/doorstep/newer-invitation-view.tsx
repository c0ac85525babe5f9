"use client";

import { MailCheck } from "lucide-react";
import {
  type MailedInvitation,
  MailedInvitationCard,
} from "@/components/doorstep/mailed-invitation-card";

/** An old link, while a newer invitation to the same address works. */
export function NewerInvitationView({
  organizationName,
  mailed,
}: {
  organizationName: string;
  mailed: MailedInvitation;
}) {
  return (
    <MailedInvitationCard
      icon={MailCheck}
      title="There's a newer invitation"
      lead={`This link to ${organizationName} no longer works. A newer one goes to your inbox.`}
      mailed={mailed}
    />
  );
}
