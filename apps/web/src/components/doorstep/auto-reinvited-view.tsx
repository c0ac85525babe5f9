"use client";

import { MailCheck, MailPlus } from "lucide-react";
import { InvitationCard } from "@/components/doorstep/invitation-card";
import {
  type MailedInvitation,
  MailedInvitationCard,
} from "@/components/doorstep/mailed-invitation-card";
import { Button } from "@/components/ui/button";

/** The page had the expired invitation renewed without a click, because the organization wants that. */
export function AutoReInvitedView({
  organizationName,
  mailed,
}: {
  organizationName: string;
  /** Undefined while the new invitation is being made. */
  mailed: MailedInvitation | undefined;
}) {
  if (!mailed) {
    return (
      <InvitationCard
        icon={MailPlus}
        iconClassName="text-state-pending"
        title="Sending a new invitation"
        lead={`Your invitation to join ${organizationName} has expired. A new one is on its way.`}
        actions={
          <Button size="lg" variant="outline" disabled aria-busy="true">
            Sending…
          </Button>
        }
      />
    );
  }
  return (
    <MailedInvitationCard
      icon={MailCheck}
      title="New invitation sent!"
      lead={`Your link to ${organizationName} expired, so we sent a new one to your inbox.`}
      mailed={mailed}
    />
  );
}
