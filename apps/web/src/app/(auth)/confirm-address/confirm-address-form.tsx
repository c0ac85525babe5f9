"use client";

import { useEffect, useRef, useState } from "react";
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
import { INTENT } from "@/lib/posted-forms";
import type { Refusal } from "@/lib/refusals";

/** Proves an address with the code that was mailed to it, and leads on. */
export function ConfirmAddressForm({
  email,
  next,
  isReady = true,
  onConfirm,
  onRequestCode,
}: {
  email: string;
  next: string;
  /** Whether the server can be asked for a code. */
  isReady?: boolean;
  onConfirm: (code: string) => Promise<Refusal | null>;
  /** With `unlessLive`, a code that still works is enough. */
  onRequestCode: (options: { unlessLive: boolean }) => Promise<Refusal | null>;
}) {
  const [isSentAgain, setSentAgain] = useState(useReturnedForm("confirm-address")?.sent === true);

  const another = useSubmit(async () => {
    confirmation.clear();
    setSentAgain(false);
    const refused = await onRequestCode({ unlessLive: false });
    if (refused) return { problem: refused.sentence };
    setSentAgain(true);
  });

  const confirmation = useSubmit<"code">(
    async (data) => {
      another.clear();
      setSentAgain(false);
      const { code, problems } = readCode(data);
      if (problems.code) return { problems };
      const refused = await onConfirm(code);
      if (refused?.code === "invalid_code") return { problems: { code: refused.sentence } };
      if (refused) return { problem: refused.sentence };
      // A full navigation: the server must render for the person whose address is proven now.
      window.location.assign(next);
      return "leaving";
    },
    { posts: "confirm-address" },
  );

  // By the page that a person has open, never by the server that renders it: what only looks at an address mails nothing.
  const first = useSubmit(async () => {
    const refused = await onRequestCode({ unlessLive: true });
    if (refused) return { problem: refused.sentence };
  });
  const { submit: requestFirst } = first;
  const requestFirstOnce = useRef(requestFirst);
  useEffect(() => {
    if (isReady) requestFirstOnce.current();
  }, [isReady]);

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
          <ProblemWords>{confirmation.problem ?? another.problem ?? first.problem}</ProblemWords>
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
