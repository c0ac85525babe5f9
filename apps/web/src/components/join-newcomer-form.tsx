"use client";

import { type FormEvent, useId, useState } from "react";
import { Problem } from "@/components/problem";
import { Button } from "@/components/ui/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Refusal } from "@/lib/refusals";

export const PASSWORD_MIN_LENGTH = 8;

export interface NewcomerDetails {
  name: string;
  password: string;
}

type FieldName = "name" | "password" | "repeat";

/** Which field a refusal of the server belongs to; the rest is said above the button. */
const fieldOf: Partial<Record<Refusal["code"], FieldName>> = {
  bad_name: "name",
  password_too_short: "password",
  password_too_long: "password",
};

/** A name and a password, typed twice: everything that a new person needs to join. */
export function JoinNewcomerForm({
  email,
  suggestedName,
  submitLabel,
  onJoin,
}: {
  email: string;
  suggestedName: string;
  submitLabel: string;
  onJoin: (details: NewcomerDetails) => Promise<Refusal | null>;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Partial<Record<FieldName, string>>>({});
  const [refusal, setRefusal] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const name = String(data.get("name")).trim();
    const password = String(data.get("password"));
    const found = problemsOf(name, password, String(data.get("repeat")));
    setProblems(found);
    setRefusal(undefined);
    const first = (["name", "password", "repeat"] as const).find((field) => found[field]);
    if (first) {
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setBusy(true);
    const refused = await onJoin({ name, password });
    // Let in: the door opens and the browser leaves, so the form stays busy.
    if (!refused) return;
    setBusy(false);
    const field = fieldOf[refused.code];
    if (field) setProblems({ [field]: refused.sentence });
    else setRefusal(refused.sentence);
  }

  return (
    <form onSubmit={submit} noValidate aria-label={submitLabel}>
      {/* Password managers store the new password under this address. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <FieldGroup>
        <Field>
          <FieldLabel htmlFor={`${id}-name`}>Your name</FieldLabel>
          <Input
            id={`${id}-name`}
            name="name"
            autoComplete="name"
            defaultValue={suggestedName}
            maxLength={100}
            aria-invalid={Boolean(problems.name)}
            aria-describedby={`${id}-name-error`}
          />
          <FieldError id={`${id}-name-error`}>{problems.name}</FieldError>
        </Field>
        <Field>
          <FieldLabel htmlFor={`${id}-password`}>Password</FieldLabel>
          <Input
            id={`${id}-password`}
            name="password"
            type="password"
            autoComplete="new-password"
            aria-invalid={Boolean(problems.password)}
            aria-describedby={`${id}-password-error ${id}-password-hint`}
          />
          {problems.password ? null : (
            <FieldDescription id={`${id}-password-hint`}>
              At least {PASSWORD_MIN_LENGTH} characters.
            </FieldDescription>
          )}
          <FieldError id={`${id}-password-error`}>{problems.password}</FieldError>
        </Field>
        <Field>
          <FieldLabel htmlFor={`${id}-repeat`}>Repeat password</FieldLabel>
          <Input
            id={`${id}-repeat`}
            name="repeat"
            type="password"
            autoComplete="new-password"
            aria-invalid={Boolean(problems.repeat)}
            aria-describedby={`${id}-repeat-error`}
          />
          <FieldError id={`${id}-repeat-error`}>{problems.repeat}</FieldError>
        </Field>
        <Problem>{refusal}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Joining…" : submitLabel}
        </Button>
      </FieldGroup>
    </form>
  );
}

function problemsOf(
  name: string,
  password: string,
  repeat: string,
): Partial<Record<FieldName, string>> {
  if (!name) return { name: "Enter your name." };
  if (password.length < PASSWORD_MIN_LENGTH) {
    return { password: `Use at least ${PASSWORD_MIN_LENGTH} characters.` };
  }
  if (password !== repeat) return { repeat: "The two passwords differ. Type the same one twice." };
  return {};
}
