"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { useState } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import { readCode } from "@/lib/doorstep/code";
import { sentenceOf } from "@/lib/failed-call";
import { INTENT } from "@/lib/posted-forms";
import { refusalSentences } from "@/lib/refusals";

/** Proves the signed-in person's address with the code that was mailed to it, and leads on. */
export function ConfirmAddressForm({ email, next }: { email: string; next: string }) {
  const confirm = useMutation(api.models.emailVerification.confirm);
  const requestCode = useMutation(api.models.emailVerification.requestCode);
  const [isSentAgain, setSentAgain] = useState(useReturnedForm("confirm-address")?.sent === true);

  const another = useSubmit(async () => {
    confirmation.clear();
    setSentAgain(false);
    try {
      await requestCode({});
      setSentAgain(true);
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
  });

  const confirmation = useSubmit<"code">(
    async (data) => {
      another.clear();
      setSentAgain(false);
      const { code, problems } = readCode(data);
      if (problems.code) return { problems };
      try {
        const { verified } = await confirm({ code });
        if (!verified) return { problems: { code: refusalSentences.invalid_code } };
      } catch (error) {
        return { problem: sentenceOf(error) };
      }
      // A full navigation: the server must render for the person whose address is proven now.
      window.location.assign(next);
      return "leaving";
    },
    { posts: "confirm-address" },
  );

  return (
    <Form {...confirmation.form} aria-label="Confirm your address">
      <FieldGroup>
        <p className="text-center text-sm">
          Enter the latest code in the email to <StoredAddress>{email}</StoredAddress>. Each one
          works for ten minutes.
        </p>
        <TextField
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          defaultValue={confirmation.typed.code}
          problem={confirmation.problems.code}
          autoFocus
          required
        />
        <Problem>
          <ProblemWords>{confirmation.problem ?? another.problem}</ProblemWords>
        </Problem>
        <Button type="submit" size="lg" aria-busy={confirmation.busy}>
          {confirmation.busy ? "Checking…" : "Confirm address"}
        </Button>
        <p role="status" className="text-center text-dense text-muted-foreground empty:sr-only">
          {isSentAgain ? "A new code is on its way. Only the latest one works." : null}
        </p>
        <Button
          type="submit"
          name={INTENT}
          value="another"
          variant="ghost"
          onClick={(event) => {
            event.preventDefault();
            another.submit();
          }}
          aria-busy={another.busy}
        >
          {another.busy ? "Sending…" : "Send a new code"}
        </Button>
      </FieldGroup>
    </Form>
  );
}
