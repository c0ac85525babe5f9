"use client";

import { isAddress, normalizeAddress } from "@vestibule/backend/rules/address";
import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { type Problems, useSubmit } from "@/hooks/use-submit";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";
import { refusalSentences } from "@/lib/refusals";

type Field = "name" | "email" | "password";

export function SignUpForm({ email, next }: { email: string; next: string }) {
  const { form, busy, problem, problems } = useSubmit<Field>(async (data) => {
    const typed = {
      name: String(data.get("name")).trim(),
      email: normalizeAddress(String(data.get("email"))),
      password: String(data.get("password")),
    };
    const found = problemsOf(typed);
    if (Object.keys(found).length > 0) return { problems: found };
    const failed = await problemOf(authClient.signUp.email(typed));
    if (failed) return { problem: failed };
    // A full navigation: the server must render with the new session.
    window.location.assign(next);
    return "leaving";
  });

  return (
    <form {...form} aria-label="Create account">
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
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Creating account…" : "Create account"}
        </Button>
      </FieldGroup>
    </form>
  );
}

function problemsOf({ name, email, password }: Record<Field, string>): Problems<Field> {
  return {
    ...(!name && { name: "Enter your name." }),
    ...(!isAddress(email) && { email: refusalSentences.bad_email }),
    ...(password.length < MIN_PASSWORD_LENGTH && {
      password: refusalSentences.password_too_short,
    }),
  };
}
