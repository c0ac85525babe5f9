"use client";

import { api } from "@vestibule/backend/api";
import { useConvexAuth, useMutation } from "convex/react";
import { useState } from "react";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { sentenceOf } from "@/lib/failed-call";
import { refusalSentences } from "@/lib/refusals";

/** Proves the signed-in person's address with the code that was mailed to it, and leads on. */
export function ConfirmAddressForm({ email, next }: { email: string; next: string }) {
  const confirm = useMutation(api.models.emailVerification.confirm);
  const requestCode = useMutation(api.models.emailVerification.requestCode);
  const { isAuthenticated } = useConvexAuth();
  const [isSentAgain, setSentAgain] = useState(false);

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

  const confirmation = useSubmit<"code">(async (data) => {
    another.clear();
    setSentAgain(false);
    const code = String(data.get("code"));
    if (!code.trim()) return { problems: { code: "Enter the code from the email." } };
    try {
      const { verified } = await confirm({ code });
      if (!verified) return { problems: { code: refusalSentences.invalid_code } };
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
    // A full navigation: the server must render for the person whose address is proven now.
    window.location.assign(next);
    return "leaving";
  });

  return (
    <form {...confirmation.form} method="post" aria-label="Confirm your address">
      <FieldGroup>
        <p className="text-center text-sm">
          Enter the code that we sent to <strong className="font-medium">{email}</strong>.
        </p>
        <TextField
          label="Code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          problem={confirmation.problems.code}
          autoFocus
          required
        />
        <Problem>
          <ProblemWords>{confirmation.problem ?? another.problem}</ProblemWords>
        </Problem>
        <Button
          type="submit"
          size="lg"
          // Until the page knows who asks, the code would be nobody's.
          disabled={!isAuthenticated}
          aria-busy={confirmation.busy}
        >
          {confirmation.busy ? "Checking…" : "Confirm address"}
        </Button>
        <p role="status" className="text-center text-dense text-muted-foreground empty:sr-only">
          {isSentAgain ? "Another code is on its way. Only the latest one works." : null}
        </p>
        <Button variant="ghost" onClick={another.submit} aria-busy={another.busy}>
          {another.busy ? "Sending…" : "Send another code"}
        </Button>
      </FieldGroup>
    </form>
  );
}
