"use client";

import { type FormEvent, useState } from "react";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";

export function SignInForm({ email, next }: { email: string; next: string }) {
  const [problem, setProblem] = useState<string>();

  const [submit, busy] = useSingleFlight(async (form: HTMLFormElement) => {
    setProblem(undefined);
    const data = new FormData(form);
    const found = await problemOf(
      authClient.signIn.email({
        email: String(data.get("email")).trim(),
        password: String(data.get("password")),
      }),
    );
    if (found) setProblem(found);
    // A full navigation: the server must render with the new session.
    else window.location.assign(next);
  });

  return (
    <form
      noValidate
      aria-label="Sign in"
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
    >
      <FieldGroup>
        <TextField
          label="Email address"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={email}
          autoFocus={!email}
          required
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus={Boolean(email)}
          required
        />
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </FieldGroup>
    </form>
  );
}
