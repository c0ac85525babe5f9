"use client";

import type { ReactNode } from "react";
import {
  AcceptedInvitationView,
  AlreadyMemberView,
  DeclinedInvitationView,
  InvitationNotFoundView,
  RevokedInvitationView,
} from "@/components/doorstep/closed-invitation-views";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { authPath } from "@/lib/return-path";
import type { AfterExpiry } from "./expired-step";

export type ClosedDoorstep = Exclude<Doorstep, { kind: "join" } | AfterExpiry>;

/** The doorsteps where nothing is left to do on this page. */
export function ClosedStep({ doorstep }: { doorstep: ClosedDoorstep }): ReactNode {
  if (doorstep.kind === "notFound") return <InvitationNotFoundView />;
  const { organization, invitation } = doorstep.view;
  const closed = {
    organizationName: organization.name,
    inviterName: invitation.inviter.name,
    contact: organization.adminContactEmail,
  };
  switch (doorstep.kind) {
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
