"use client";

import { MailCheck, MailPlus } from "lucide-react";
import { InvitationCard } from "@/components/doorstep/invitation-card";
import {
  type MailedInvitation,
  MailedInvitationCard,
} from "@/components/doorstep/mailed-invitation-card";
import { Form } from "@/components/forms/form";
import { Button } from "@/components/ui/button";

/** The expired invitation was renewed without a click, because the organization wants that. */
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
      <>
        <div className="contents noscript:hidden">
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
        </div>
        {/* Opening a link sends nothing: mail scanners do that too, and they run no scripts either. */}
        <noscript>
          <InvitationCard
            icon={MailPlus}
            iconClassName="text-state-pending"
            title="Invitation Expired"
            lead={`Your invitation to join ${organizationName} has expired. You can have a new one sent to your inbox.`}
            actions={
              <Form posts="renew" className="contents">
                <Button type="submit" size="lg">
                  Send new invitation
                </Button>
              </Form>
            }
          />
        </noscript>
      </>
    );
  }
  return (
    <MailedInvitationCard
      icon={MailCheck}
      title="New invitation sent!"
      lead={`Your link to ${organizationName} expired, so a new one goes to your inbox.`}
      mailed={mailed}
    />
  );
}
