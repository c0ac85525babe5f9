"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { useState } from "react";
import { JoinInvitationView, type JoinStep as Step } from "@/components/join-invitation-view";
import type { NewcomerDetails } from "@/components/join-newcomer-form";
import { signUpThroughInvitation, verifyInvitedAddress } from "@/lib/invitation-sign-up";
import type { Doorstep } from "@/lib/invitation-status";
import { asRefusal, type Refusal } from "@/lib/refusals";
import { authPath } from "@/lib/return-path";
import { signOutVisitor } from "@/lib/visitor-session";

/** Lets somebody in: by signing up, by a code, or as the person who is already signed in. */
export function JoinStep({
  doorstep,
  invitationId,
  token,
  now,
  onArrive,
}: {
  doorstep: Extract<Doorstep, { kind: "join" }>;
  invitationId: string;
  token: string | undefined;
  now: number;
  onArrive: (organizationSlug: string) => void;
}) {
  const accept = useMutation(api.models.invitations.accept);
  const decline = useMutation(api.models.invitations.decline);
  /** Set while a mailed code is waited for, to be able to ask for another one. */
  const [awaitingCode, setAwaitingCode] = useState(false);
  const { invitation, organization, accountExists, viewer } = doorstep.status;
  const here = { invitationId, ...(token !== undefined && { token }) };

  async function join(details: NewcomerDetails): Promise<Refusal | null> {
    const outcome = await signUpThroughInvitation({ ...here, ...details });
    if (outcome.kind === "refused") return outcome.refusal;
    if (outcome.kind === "verificationRequired") setAwaitingCode(true);
    else onArrive(outcome.organizationSlug);
    return null;
  }

  async function verify(code: string): Promise<Refusal | null> {
    const outcome = await verifyInvitedAddress({ ...here, code });
    if (outcome.kind === "joined") {
      onArrive(outcome.organizationSlug);
      return null;
    }
    return outcome.kind === "refused" ? outcome.refusal : null;
  }

  async function acceptSignedIn(): Promise<Refusal | null> {
    try {
      onArrive((await accept(here)).organizationSlug);
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  async function switchAccounts() {
    await signOutVisitor();
    const thisPage = window.location.pathname + window.location.search;
    window.location.assign(
      accountExists ? authPath("sign-in", { email: invitation.email, next: thisPage }) : thisPage,
    );
  }

  function step(): Step {
    switch (doorstep.door) {
      case "newcomer":
        return awaitingCode
          ? { kind: "code", onVerify: verify, onStartOver: () => setAwaitingCode(false) }
          : { kind: "newcomer", suggestedName: fullName(invitation), onJoin: join };
      case "ready":
        return { kind: "ready", onAccept: acceptSignedIn };
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
          await decline(here);
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
