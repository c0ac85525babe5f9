"use client";

import { Form } from "@/components/forms/form";
import { NewPasswordFields } from "@/components/forms/new-password-fields";
import { Problem } from "@/components/forms/problem";
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
        <NewPasswordFields
          label="New password"
          email={email}
          problems={problems}
          autoFocus
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
