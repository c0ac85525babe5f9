"use client";

import type { Role } from "@vestibule/backend/rules/roles";
import { type ReactNode, Suspense } from "react";
import { Expiry } from "@/components/brand/moment";
import { Address, Passage } from "@/components/brand/written";
import { DeclineInvitation } from "@/components/doorstep/decline-invitation";
import { InvitationCard, InvitationFacts } from "@/components/doorstep/invitation-card";
import type { Completion } from "@/components/doorstep/join-code-form";
import { JoinNewcomerForm } from "@/components/doorstep/join-newcomer-form";
import type { AccountStep } from "@/components/doorstep/join-with-account";
import type { NewcomerDetails } from "@/lib/doorstep/newcomer";
import { patientLazy } from "@/lib/patient-import";
import type { Refusal } from "@/lib/refusals";
import { roleWords } from "@/lib/roles";

type CodeFormModule = typeof import("@/components/doorstep/join-code-form");
type AccountModule = typeof import("@/components/doorstep/join-with-account");

/**
 * Most invitees have a mailed link and no account: what the others see is fetched when they need it. The
 * server has it at hand, because a page that would have to wait for it reads as empty without scripts.
 */
const JoinCodeForm =
  typeof window === "undefined"
    ? (require("@/components/doorstep/join-code-form") as CodeFormModule).JoinCodeForm
    : patientLazy(async () => (await import("@/components/doorstep/join-code-form")).JoinCodeForm);
const JoinWithAccount =
  typeof window === "undefined"
    ? (require("@/components/doorstep/join-with-account") as AccountModule).JoinWithAccount
    : patientLazy(
        async () => (await import("@/components/doorstep/join-with-account")).JoinWithAccount,
      );

/** How the invitee joins, with what its button does. */
export type JoinStep =
  | {
      kind: "newcomer";
      suggestedName: string;
      unprovenSignInHref?: string | undefined;
      onJoin: (details: NewcomerDetails) => Promise<Refusal | null>;
    }
  | {
      kind: "code";
      completion: Completion;
      unprovenSignInHref?: string | undefined;
      onAnotherCode: () => Promise<Refusal | null>;
    }
  | AccountStep;

export function JoinInvitationView({
  organizationName,
  role,
  email,
  inviterName,
  message,
  expiresAt,
  now,
  step,
  onDecline,
}: {
  organizationName: string;
  role: Role;
  /** The invited address. */
  email: string;
  inviterName: string;
  message?: string | undefined;
  expiresAt: number;
  /** The page's clock (`useNow`), in ms. */
  now: number;
  step: JoinStep;
  onDecline: () => Promise<Refusal | null>;
}) {
  const { label, may } = roleWords[role];
  const hasForm = step.kind === "newcomer" || step.kind === "code";
  const stepView = <Step step={step} organizationName={organizationName} email={email} />;
  return (
    <InvitationCard
      title={`Join ${organizationName} as ${label}`}
      lead={`${inviterName} invited you. ${label}s ${may[0]?.toLowerCase()}${may.slice(1)}`}
      actions={hasForm ? null : stepView}
      smallPrint={
        <div className="space-y-1">
          {hasForm ? (
            <p>
              For <Address>{email}</Address>. Expires in <Expiry at={expiresAt} now={now} />.
            </p>
          ) : null}
          {step.kind === "code" || step.kind === "wrongAccount" ? null : (
            <DeclineInvitation onDecline={onDecline} />
          )}
        </div>
      }
    >
      {message ? (
        <blockquote className="border-accent border-l-2 pl-3 text-sm">
          <Passage>{message}</Passage>
        </blockquote>
      ) : null}
      {hasForm ? (
        stepView
      ) : (
        <InvitationFacts
          facts={[
            // With the wrong account the step names the invited address itself.
            ...(step.kind === "wrongAccount"
              ? []
              : [{ label: "For", value: <Address>{email}</Address> }]),
            { label: "Expires in", value: <Expiry at={expiresAt} now={now} /> },
          ]}
        />
      )}
    </InvitationCard>
  );
}

function Step({
  step,
  organizationName,
  email,
}: {
  step: JoinStep;
  organizationName: string;
  email: string;
}): ReactNode {
  switch (step.kind) {
    case "newcomer":
      return (
        <JoinNewcomerForm
          email={email}
          suggestedName={step.suggestedName}
          submitLabel={`Join ${organizationName}`}
          unprovenSignInHref={step.unprovenSignInHref}
          onJoin={step.onJoin}
        />
      );
    case "code":
      return (
        <Suspense>
          <JoinCodeForm
            email={email}
            completion={step.completion}
            unprovenSignInHref={step.unprovenSignInHref}
            onAnotherCode={step.onAnotherCode}
          />
        </Suspense>
      );
    case "ready":
    case "signIn":
    case "wrongAccount":
      return (
        <Suspense>
          <JoinWithAccount step={step} organizationName={organizationName} email={email} />
        </Suspense>
      );
    default:
      return step satisfies never;
  }
}
