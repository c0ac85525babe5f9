"use client";

import { useId } from "react";
import { Address } from "@/components/brand/written";
import { NewcomerFields } from "@/components/doorstep/newcomer-fields";
import { UnprovenAccountNote } from "@/components/doorstep/unproven-account-note";
import { CodeField } from "@/components/forms/code-field";
import { Form } from "@/components/forms/form";
import { NewCode, useNewCode } from "@/components/forms/new-code";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import { readCode, verificationFieldOf } from "@/lib/doorstep/code";
import { type NewcomerDetails, type NewcomerField, readNewcomer } from "@/lib/doorstep/newcomer";
import type { Refusal } from "@/lib/refusals";

/** What the code completes: details that the page still has, or details to be typed beside it. */
export type Completion =
  | {
      asks: "code";
      /** Why no new code was sent just now, in a sentence; an earlier one may still be valid. */
      problem?: string | undefined;
      onVerify: (code: string) => Promise<Refusal | null>;
    }
  | {
      asks: "everything";
      suggestedName: string;
      onVerify: (code: string, details: NewcomerDetails) => Promise<Refusal | null>;
    };

/** A copied link does not prove the mailbox, so the invitee verifies the address by the code that was mailed to it. */
export function JoinCodeForm({
  email,
  completion,
  unprovenSignInHref,
  onAnotherCode,
}: {
  email: string;
  completion: Completion;
  /** Set when the address has an account that was never confirmed: where to sign in to it. */
  unprovenSignInHref?: string | undefined;
  onAnotherCode: () => Promise<Refusal | null>;
}) {
  const sent = useId();
  const asksEverything = completion.asks === "everything";
  const newCode = useNewCode({
    form: "verify",
    initialProblem: completion.asks === "code" ? completion.problem : undefined,
    onSend: async () => {
      verification.clear();
      return (await onAnotherCode())?.sentence;
    },
  });

  const verification = useSubmit<NewcomerField | "code">(
    async (data) => {
      newCode.clear();
      const { code, problems: wrongCode } = readCode(data);
      const { details, problems: missing } = readNewcomer(data);
      const found = { ...(asksEverything && missing), ...wrongCode };
      if (Object.keys(found).length > 0) return { problems: found };
      const refused = await (completion.asks === "everything"
        ? completion.onVerify(code, details)
        : completion.onVerify(code));
      if (!refused) return "leaving";
      const field = verificationFieldOf(refused.code, asksEverything);
      return field ? { problems: { [field]: refused.sentence } } : { problem: refused.sentence };
    },
    { posts: "verify" },
  );
  const { busy, problems, typed } = verification;

  return (
    <Form {...verification.form} aria-label="Verify your address">
      <FieldGroup>
        <p id={sent} className="text-center text-sm">
          {asksEverything
            ? "Almost there. We sent a code to "
            : "One last step. We sent a code to "}
          <strong className="font-medium">
            <Address>{email}</Address>
          </strong>
          .
        </p>
        {completion.asks === "everything" ? (
          <NewcomerFields
            email={email}
            suggestedName={typed.name ?? completion.suggestedName}
            problems={problems}
          />
        ) : null}
        <CodeField
          typed={typed.code}
          problem={problems.code}
          describedBy={sent}
          autoFocus={!asksEverything}
        />
        {unprovenSignInHref ? <UnprovenAccountNote signInHref={unprovenSignInHref} /> : null}
        <Problem>{verification.problem ?? newCode.problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Checking…" : "Verify and join"}
        </Button>
        <NewCode {...newCode} />
      </FieldGroup>
    </Form>
  );
}
