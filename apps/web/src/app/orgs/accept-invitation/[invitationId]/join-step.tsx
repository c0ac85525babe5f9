"use client";

import {
  JoinInvitationView,
  type JoinStep as Step,
} from "@/components/doorstep/join-invitation-view";
import { useCall } from "@/hooks/use-line";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { asRefusal } from "@/lib/doorstep/failed-call";
import { decline } from "@/lib/doorstep/functions";
import { linkPath } from "@/lib/doorstep/sign-up";
import { endSession } from "@/lib/end-session";
import { fullNameOf } from "@/lib/names";
import type { Refusal } from "@/lib/refusals";
import { authPath } from "@/lib/return-path";
import { useAcceptance } from "./use-acceptance";
import type { Enter } from "./use-arrival";
import { useNewcomer } from "./use-newcomer";

/** Lets the invitee in: by signing up, by a code, or as the person who is already signed in. */
export function JoinStep({
  doorstep,
  invitationId,
  token,
  now,
  onEnter,
}: {
  doorstep: Extract<Doorstep, { kind: "join" }>;
  invitationId: string;
  token: string | undefined;
  now: number;
  onEnter: Enter;
}) {
  const declineInvitation = useCall(decline);
  const { invitation, organization, accountExists, accountIsUnproven, caller } = doorstep.view;
  const link = { invitationId, ...(token !== undefined && { token }) };
  const invited = { email: invitation.email, next: linkPath(link) };
  const signInHref = authPath("sign-in", invited);
  const newcomer = useNewcomer({
    link,
    suggestedName: fullNameOf(invitation),
    unprovenSignInHref: accountIsUnproven ? signInHref : undefined,
    onEnter,
  });
  const acceptance = useAcceptance({ link, onEnter });

  async function switchAccounts(): Promise<Refusal | null> {
    try {
      await endSession();
    } catch (error) {
      return asRefusal(error);
    }
    const thisPage = window.location.pathname + window.location.search;
    window.location.assign(
      accountExists ? authPath("sign-in", { email: invitation.email, next: thisPage }) : thisPage,
    );
    return null;
  }

  function step(): Step {
    switch (doorstep.door) {
      case "newcomer":
        return newcomer;
      case "ready":
        return acceptance;
      case "signIn":
        return {
          kind: "signIn",
          href: signInHref,
          forgotHref: authPath("forgot-password", invited),
        };
      case "wrongAccount":
        return {
          kind: "wrongAccount",
          signedInAs: caller?.email ?? "another address",
          onSwitch: switchAccounts,
        };
      default:
        return doorstep.door satisfies never;
    }
  }

  return (
    <JoinInvitationView
      organizationName={organization.name}
      role={invitation.role}
      email={invitation.email}
      inviterName={invitation.inviter.name}
      message={invitation.message}
      expiresAt={invitation.expiresAt}
      now={now}
      step={step()}
      onDecline={async () => {
        try {
          await declineInvitation(link);
          return null;
        } catch (error) {
          return asRefusal(error);
        }
      }}
    />
  );
}
