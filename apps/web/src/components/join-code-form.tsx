"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Refusal } from "@/lib/refusals";

/** A copied link proves no mailbox, so the address is proved by the code that was just mailed to it. */
export function JoinCodeForm({
  email,
  onVerify,
  onStartOver,
}: {
  email: string;
  onVerify: (code: string) => Promise<Refusal | null>;
  onStartOver: () => void;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const code = String(new FormData(event.currentTarget).get("code")).replace(/\s+/g, "");
    if (!code) {
      setProblem("Enter the code from the email.");
      return;
    }
    setProblem(undefined);
    setBusy(true);
    const refused = await onVerify(code);
    if (!refused) return;
    setBusy(false);
    setProblem(refused.sentence);
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Verify your address">
      <FieldGroup>
        <p className="text-center text-sm">
          One last step: we sent a code to{" "}
          <strong className="break-all font-medium">{email}</strong>.
        </p>
        <Field>
          <FieldLabel htmlFor={id}>Code</FieldLabel>
          <Input
            id={id}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            className="text-center font-mono tracking-[0.3em]"
            aria-invalid={Boolean(problem)}
            aria-describedby={`${id}-error`}
          />
          <FieldError id={`${id}-error`}>{problem}</FieldError>
        </Field>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Checking…" : "Verify and join"}
        </Button>
        <Button variant="ghost" onClick={onStartOver}>
          Start over for a new code
        </Button>
      </FieldGroup>
    </form>
  );
}
