"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { useId } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { CodeField } from "@/components/forms/code-field";
import { Form } from "@/components/forms/form";
import { NewCode, useNewCode } from "@/components/forms/new-code";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { readCode } from "@/lib/doorstep/code";
import { sentenceOf } from "@/lib/failed-call";
import { refusalSentences } from "@/lib/refusals";

/** Proves the signed-in person's address with the code that was mailed to it, and leads on. */
export function ConfirmAddressForm({ email, next }: { email: string; next: string }) {
  const confirm = useMutation(api.models.emailVerification.confirm);
  const requestCode = useMutation(api.models.emailVerification.requestCode);
  const sent = useId();

  const newCode = useNewCode({
    form: "confirm-address",
    onSend: async () => {
      confirmation.clear();
      try {
        await requestCode({});
      } catch (error) {
        return sentenceOf(error);
      }
    },
  });

  const confirmation = useSubmit<"code">(
    async (data) => {
      newCode.clear();
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
        <p id={sent} className="text-center text-sm">
          Enter the latest code in the email to <StoredAddress>{email}</StoredAddress>. Each one
          works for ten minutes.
        </p>
        <CodeField
          typed={confirmation.typed.code}
          problem={confirmation.problems.code}
          describedBy={sent}
          autoFocus
        />
        <Problem>
          <ProblemWords>{confirmation.problem ?? newCode.problem}</ProblemWords>
        </Problem>
        <Button type="submit" size="lg" aria-busy={confirmation.busy}>
          {confirmation.busy ? "Checking…" : "Confirm address"}
        </Button>
        <NewCode {...newCode} />
      </FieldGroup>
    </Form>
  );
}
