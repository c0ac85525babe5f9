"use client";

import { useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import { readAddress, requestReset } from "@/lib/forgotten-password";

/** Has a link mailed to an address. What it says is the same whether the address has an account or not. */
export function ForgotPasswordForm({ email, next }: { email: string; next: string }) {
  const returned = useReturnedForm("forgot-password");
  const [sentTo, setSentTo] = useState(returned?.sent && returned.typed?.email);
  const { form, busy, problem, problems, typed } = useSubmit<"email">(
    async (data) => {
      setSentTo(undefined);
      const { email, problems: wrong } = readAddress(data);
      if (wrong.email) return { problems: wrong };
      const refused = await requestReset({ email, next });
      if (refused) return { problem: refused.sentence };
      setSentTo(email);
    },
    { posts: "forgot-password" },
  );
  const address = typed.email ?? email;

  return (
    <Form {...form} aria-label="Send a link">
      <FieldGroup>
        <TextField
          label="Email address"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={address}
          problem={problems.email}
          autoFocus={!address}
          required
        />
        <p role="status" className="text-sm empty:sr-only">
          {sentTo ? (
            <>
              If there's an account for <StoredAddress>{sentTo}</StoredAddress>, a link is on its
              way to that inbox. It works once, for one hour. Can't find it? Check your spam folder,
              or whether you signed up with another address.
            </>
          ) : null}
        </p>
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" variant={sentTo ? "outline" : "default"} aria-busy={busy}>
          {busy ? "Sending…" : sentTo ? "Send another link" : "Send link"}
        </Button>
      </FieldGroup>
    </Form>
  );
}
