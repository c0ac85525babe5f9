"use client";

import type { Role } from "@vestibule/backend/rules/roles";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { DeclineInvitation } from "@/components/decline-invitation";
import { InvitationCard, InvitationFacts } from "@/components/invitation-card";
import type { Completion } from "@/components/join-code-form";
import { JoinNewcomerForm } from "@/components/join-newcomer-form";
import { Expiry } from "@/components/moment";
import type { NewcomerDetails } from "@/components/newcomer-fields";
import { Problem } from "@/components/problem";
import { Button } from "@/components/ui/button";
import { type Refusal, sentenceOf } from "@/lib/refusals";
import { roleWords } from "@/lib/roles";

/** Mailed links, which most people use, need no code: it is fetched when it is asked for. */
const JoinCodeForm = lazy(async () => ({
  default: (await import("@/components/join-code-form")).JoinCodeForm,
}));

/** How the person at the door gets in, and what the one button then does. */
export type JoinStep =
  | {
      kind: "newcomer";
      suggestedName: string;
      onJoin: (details: NewcomerDetails) => Promise<Refusal | null>;
    }
  | { kind: "code"; completion: Completion; onAnotherCode: () => Promise<Refusal | null> }
  | { kind: "ready"; onAccept: () => Promise<Refusal | null> }
  | { kind: "signIn"; href: string }
  | { kind: "wrongAccount"; signedInAs: string; onSwitch: () => Promise<void> };

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
      lead={`${inviterName} invited you. ${may}`}
      actions={hasForm ? null : stepView}
      smallPrint={
        <div className="space-y-1">
          {hasForm ? (
            <p>
              For <span className="break-all">{email}</span>. Good for{" "}
              <Expiry at={expiresAt} now={now} />.
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
          <p className="whitespace-pre-line">{message}</p>
        </blockquote>
      ) : null}
      {hasForm ? (
        stepView
      ) : (
        <InvitationFacts
          facts={[
            { label: "For", value: <span className="break-all">{email}</span> },
            { label: "Time left", value: <Expiry at={expiresAt} now={now} /> },
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
          onJoin={step.onJoin}
        />
      );
    case "code":
      return (
        <Suspense>
          <JoinCodeForm
            email={email}
            completion={step.completion}
            onAnotherCode={step.onAnotherCode}
          />
        </Suspense>
      );
    case "ready":
      return <AcceptButton label={`Join ${organizationName}`} onAccept={step.onAccept} />;
    case "signIn":
      return (
        <div className="flex flex-col gap-3">
          <p className="text-center text-sm">This address already has an account.</p>
          <Button size="lg" asChild>
            <a href={step.href}>Sign in to accept</a>
          </Button>
        </div>
      );
    case "wrongAccount":
      return <SwitchAccounts email={email} {...step} />;
    default:
      return step satisfies never;
  }
}

function AcceptButton({
  label,
  onAccept,
}: {
  label: string;
  onAccept: () => Promise<Refusal | null>;
}) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function accept() {
    if (busy) return;
    setBusy(true);
    setRefusal(null);
    const refused = await onAccept();
    // Accepted: the door opens and the browser leaves, so the button stays busy.
    if (refused) {
      setRefusal(refused);
      setBusy(false);
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <Button size="lg" onClick={accept} aria-busy={busy}>
        {busy ? "Joining…" : label}
      </Button>
      <Problem>{refusal?.sentence}</Problem>
    </div>
  );
}

function SwitchAccounts({
  email,
  signedInAs,
  onSwitch,
}: {
  email: string;
  signedInAs: string;
  onSwitch: () => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-center text-sm">
        This invitation is for <strong className="break-all font-medium">{email}</strong>. You are
        signed in as <strong className="break-all font-medium">{signedInAs}</strong>.
      </p>
      <Button
        size="lg"
        aria-busy={busy}
        onClick={async () => {
          if (busy) return;
          setBusy(true);
          setProblem(undefined);
          try {
            await onSwitch();
          } catch (error) {
            setProblem(sentenceOf(error));
          }
          setBusy(false);
        }}
      >
        {busy ? "Signing out…" : "Switch accounts"}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
