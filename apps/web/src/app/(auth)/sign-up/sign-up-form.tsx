"use client";

import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { authClient } from "@/lib/auth-client";
import { problemOf } from "@/lib/auth-problems";
import { readSignUp, type SignUpField } from "@/lib/sign-up-details";

export function SignUpForm({ email, next }: { email: string; next: string }) {
  const { form, busy, problem, problems, typed } = useSubmit<SignUpField>(
    async (data) => {
      const { details, problems: found } = readSignUp(data);
      if (Object.keys(found).length > 0) return { problems: found };
      const failed = await problemOf(authClient.signUp.email(details));
      if (failed) return { problem: failed };
      // A full navigation: the server must render with the cookie of this sign-up.
      window.location.assign(next);
      return "leaving";
    },
    { posts: "sign-up" },
  );

  return (
    <Form {...form} aria-label="Create account">
      <FieldGroup>
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          defaultValue={typed.name}
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
          defaultValue={typed.email ?? email}
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
    </Form>
  );
}
