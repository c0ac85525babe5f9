"use client";

import type { FormEvent } from "react";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";
import { FORGOT, INTENT } from "@/lib/posted-forms";

export function SignInForm({ email, next }: { email: string; next: string }) {
  const { form, busy, problem, typed } = useSubmit(
    async (data) => {
      const failed = await problemOf(
        authClient.signIn.email({
          email: String(data.get("email")).trim(),
          password: String(data.get("password")),
        }),
      );
      if (failed) return { problem: failed };
      // A full navigation: the server must render with the new session.
      window.location.assign(next);
      return "leaving";
    },
    { posts: "sign-in" },
  );
  const address = typed.email ?? email;

  return (
    <Form
      {...form}
      aria-label="Sign in"
      onSubmit={(event) => {
        // As the browser sends it: the page for that gets the typed address, and no address holds it.
        if (!isForgetting(event)) form.onSubmit(event);
      }}
    >
      <FieldGroup>
        <TextField
          label="Email address"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={address}
          autoFocus={!address}
          required
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus={Boolean(address)}
          required
        />
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
        <Button type="submit" name={INTENT} value={FORGOT} variant="link">
          Forgot your password?
        </Button>
      </FieldGroup>
    </Form>
  );
}

function isForgetting({ nativeEvent }: FormEvent): boolean {
  const { submitter } = nativeEvent as SubmitEvent;
  return submitter?.getAttribute("value") === FORGOT;
}
