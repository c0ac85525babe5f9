"use client";

import type { ReactNode } from "react";
import { Address } from "@/components/brand/written";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { useSubmit } from "@/hooks/use-submit";
import type { Refusal } from "@/lib/refusals";

export type AccountStep =
  | { kind: "ready"; onAccept: () => Promise<Refusal | null> }
  | { kind: "signIn"; href: string; forgotHref: string }
  | { kind: "wrongAccount"; signedInAs: string; onSwitch: () => Promise<Refusal | null> };

/** Joining with an account: at once when it is the invited one, else after signing in or switching. */
export function JoinWithAccount({
  step,
  organizationName,
  email,
}: {
  step: AccountStep;
  organizationName: string;
  email: string;
}): ReactNode {
  switch (step.kind) {
    case "ready":
      return <AcceptButton label={`Join ${organizationName}`} onAccept={step.onAccept} />;
    case "signIn":
      return (
        <div className="flex flex-col gap-3">
          <p className="text-center text-sm">This address already has an account.</p>
          <Button size="lg" asChild>
            <a href={step.href}>Sign in to accept</a>
          </Button>
          <a
            href={step.forgotHref}
            className="self-center font-medium text-primary text-sm underline underline-offset-4"
          >
            Forgot your password?
          </a>
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
  const { form, busy, problem } = useSubmit(
    async () => {
      const refused = await onAccept();
      return refused ? { problem: refused.sentence } : "leaving";
    },
    { posts: "accept" },
  );
  return (
    <Form {...form} className="flex flex-col gap-3">
      <Button type="submit" size="lg" aria-busy={busy}>
        {busy ? "Joining…" : label}
      </Button>
      <Problem>{problem}</Problem>
    </Form>
  );
}

function SwitchAccounts({
  email,
  signedInAs,
  onSwitch,
}: {
  email: string;
  signedInAs: string;
  onSwitch: () => Promise<Refusal | null>;
}) {
  const { form, busy, problem } = useSubmit(
    async () => {
      const refused = await onSwitch();
      return refused ? { problem: refused.sentence } : "leaving";
    },
    { posts: "switch-account" },
  );
  return (
    <Form {...form} className="flex flex-col gap-4">
      <p className="text-center text-sm">
        This invitation is for{" "}
        <strong className="font-medium">
          <Address>{email}</Address>
        </strong>
        . You're signed in as{" "}
        <strong className="font-medium">
          <Address>{signedInAs}</Address>
        </strong>
        .
      </p>
      <Button type="submit" size="lg" aria-busy={busy}>
        {busy ? "Signing out…" : "Switch accounts"}
      </Button>
      <Problem>{problem}</Problem>
    </Form>
  );
}
