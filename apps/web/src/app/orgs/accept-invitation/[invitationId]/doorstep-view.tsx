"use client";

import type { ReactNode } from "react";
import {
  AcceptedInvitationView,
  AlreadyMemberView,
  DeclinedInvitationView,
  InvitationNotFoundView,
  NewerInvitationView,
  RevokedInvitationView,
} from "@/components/closed-invitation-views";
import { RequestInvitationConfirmation } from "@/components/request-invitation-confirmation";
import type { Doorstep } from "@/lib/invitation-status";
import { authPath } from "@/lib/return-path";
import { ExpiredStep } from "./expired-step";
import { JoinStep } from "./join-step";

/** One view for each doorstep; those with something to do have a step of their own that does it. */
export function DoorstepView({
  doorstep,
  now,
  invitationId,
  token,
  onArrive,
}: {
  doorstep: Doorstep;
  now: number;
  invitationId: string;
  token: string | undefined;
  onArrive: (organizationSlug: string) => void;
}): ReactNode {
  if (doorstep.kind === "notFound") return <InvitationNotFoundView />;
  const { organization, invitation } = doorstep.status;
  const closed = {
    organizationName: organization.name,
    contact: organization.adminContactEmail,
  };
  switch (doorstep.kind) {
    case "join":
      return <JoinStep {...{ doorstep, now, invitationId, token, onArrive }} />;
    case "requested":
    case "expired":
      return <ExpiredStep {...{ doorstep, now, invitationId, token }} />;
    case "approved":
      return (
        <RequestInvitationConfirmation
          organizationName={organization.name}
          decision={{ kind: "approved" }}
        />
      );
    case "newerExists":
      return <NewerInvitationView organizationName={organization.name} sentAt={doorstep.sentAt} />;
    case "alreadyMember":
      return (
        <AlreadyMemberView
          organizationName={organization.name}
          organizationSlug={organization.slug}
        />
      );
    case "accepted":
      return (
        <AcceptedInvitationView
          {...closed}
          signInHref={authPath("sign-in", {
            email: invitation.email,
            next: `/orgs/${organization.slug}`,
          })}
        />
      );
    case "revoked":
      return <RevokedInvitationView {...closed} />;
    case "declined":
      return <DeclinedInvitationView {...closed} />;
    default:
      return doorstep satisfies never;
  }
}
