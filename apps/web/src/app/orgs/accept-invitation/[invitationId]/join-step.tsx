"use client";

import { useMutation } from "convex/react";
import {
  JoinInvitationView,
  type JoinStep as Step,
} from "@/components/doorstep/join-invitation-view";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { decline } from "@/lib/doorstep/functions";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import { authPath } from "@/lib/return-path";
import { signOutVisitor } from "@/lib/visitor-session";
import { useAcceptance } from "./use-acceptance";
import type { Enter } from "./use-arrival";
import { useNewcomer } from "./use-newcomer";

/** Lets somebody in: by signing up, by a code, or as the person who is already signed in. */
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
  const declineInvitation = useMutation(decline);
  const { invitation, organization, accountExists, viewer } = doorstep.status;
  const here = { invitationId, ...(token !== undefined && { token }) };
  const newcomer = useNewcomer({ here, suggestedName: fullName(invitation), onEnter });
  const acceptance = useAcceptance({ here, onEnter });

  async function switchAccounts(): Promise<Refusal | null> {
    try {
      await signOutVisitor();
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
          href: authPath("sign-in", { email: invitation.email, next: pathOf(here) }),
        };
      case "wrongAccount":
        return {
          kind: "wrongAccount",
          signedInAs: viewer?.email ?? "another address",
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
          await declineInvitation(here);
          return null;
        } catch (error) {
          return asRefusal(error);
        }
      }}
    />
  );
}

function fullName({ firstName, lastName }: { firstName?: string; lastName?: string }): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}

function pathOf({ invitationId, token }: { invitationId: string; token?: string }): string {
  const path = `/orgs/accept-invitation/${encodeURIComponent(invitationId)}`;
  return token === undefined ? path : `${path}?token=${encodeURIComponent(token)}`;
}
