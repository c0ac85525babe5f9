"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { CodeField } from "@/components/forms/code-field";
import { Form } from "@/components/forms/form";
import { NewCode, useNewCode } from "@/components/forms/new-code";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { readCode } from "@/lib/doorstep/code";
import type { Refusal } from "@/lib/refusals";

/** Proves an address with the code that was mailed to it, and leads on. */
export function ConfirmAddressForm({
  children,
  next,
  isReady = true,
  onConfirm,
  onRequestCode,
}: {
  /** Which code is meant. */
  children: ReactNode;
  next: string;
  /** Whether the server can be asked for a code. */
  isReady?: boolean;
  onConfirm: (code: string) => Promise<Refusal | null>;
  /** With `unlessLive`, a code that still works is enough. */
  onRequestCode: (options: { unlessLive: boolean }) => Promise<Refusal | null>;
}) {
  const sent = useId();

  const newCode = useNewCode({
    form: "confirm-address",
    onSend: async () => {
      confirmation.clear();
      return (await onRequestCode({ unlessLive: false }))?.sentence;
    },
  });

  const confirmation = useSubmit<"code">(
    async (data) => {
      newCode.clear();
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
        <p id={sent} className="text-center text-sm">
          {children}
        </p>
        <CodeField
          typed={confirmation.typed.code}
          problem={confirmation.problems.code}
          describedBy={sent}
          autoFocus
        />
        <Problem>
          <ProblemWords>{confirmation.problem ?? newCode.problem ?? first.problem}</ProblemWords>
        </Problem>
        <Button type="submit" size="lg" aria-busy={confirmation.busy}>
          {confirmation.busy ? "Checking…" : "Confirm address"}
        </Button>
        <NewCode {...newCode} />
      </FieldGroup>
    </Form>
  );
}
