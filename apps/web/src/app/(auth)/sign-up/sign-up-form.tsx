"use client";

import { isAddress, normalizeAddress } from "@vestibule/backend/rules/address";
import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { type FormEvent, useState } from "react";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";
import { refusalSentences } from "@/lib/refusals";

type Problems = Partial<Record<"name" | "email" | "password", string>>;

export function SignUpForm({ email, next }: { email: string; next: string }) {
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<string>();

  const [submit, busy] = useSingleFlight(async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const typed = {
      name: String(data.get("name")).trim(),
      email: normalizeAddress(String(data.get("email"))),
      password: String(data.get("password")),
    };
    const found = problemsOf(typed);
    setProblems(found);
    setFailure(undefined);
    const first = Object.keys(found)[0];
    if (first) {
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const failed = await problemOf(authClient.signUp.email(typed));
    if (failed) setFailure(failed);
    // A full navigation: the server must render with the new session.
    else window.location.assign(next);
  });

  return (
    <form
      noValidate
      aria-label="Create account"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <FieldGroup>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={MAX_NAME_LENGTH}
          problem={problems.name}
          autoFocus
          required
        />
        <TextField
          label="Email address"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          problem={problems.email}
          required
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
          problem={problems.password}
          required
        />
        <Problem>{failure}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Creating the account…" : "Create account"}
        </Button>
      </FieldGroup>
    </form>
  );
}

function problemsOf({ name, email, password }: Record<keyof Problems, string>): Problems {
  return {
    ...(!name && { name: "Enter your name." }),
    ...(!isAddress(email) && { email: refusalSentences.bad_email }),
    ...(password.length < MIN_PASSWORD_LENGTH && {
      password: refusalSentences.password_too_short,
    }),
  };
}
