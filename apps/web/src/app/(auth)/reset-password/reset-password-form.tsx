"use client";

import { MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import {
  isAboutPassword,
  type NewPasswordField,
  readNewPassword,
  resetPassword,
} from "@/lib/forgotten-password";

export function ResetPasswordForm({ email, token }: { email: string; token: string }) {
  const { form, busy, problem, problems } = useSubmit<NewPasswordField>(
    async (data) => {
      const { newPassword, problems: found } = readNewPassword(data);
      if (Object.keys(found).length > 0) return { problems: found };
      const outcome = await resetPassword({ token, newPassword });
      if (outcome.kind === "entered") {
        // A full navigation: the server must render with the new session.
        window.location.assign(outcome.next);
        return "leaving";
      }
      const { refusal } = outcome;
      if (refusal.code === "reset_link_ended") {
        // The page says so, and asks for the next one.
        window.location.reload();
        return "leaving";
      }
      return isAboutPassword(refusal)
        ? { problems: { password: refusal.sentence } }
        : { problem: refusal.sentence };
    },
    { posts: "reset-password" },
  );

  return (
    <Form {...form} aria-label="Reset your password">
      <FieldGroup>
        {/* Password managers store the new password under this address. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
          problem={problems.password}
          autoFocus
          required
        />
        <TextField
          label="Repeat password"
          name="repeat"
          type="password"
          autoComplete="new-password"
          problem={problems.repeat}
          required
        />
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Saving…" : "Save and sign in"}
        </Button>
      </FieldGroup>
    </Form>
  );
}
