"use client";

import { useId, useState } from "react";
import { Address } from "@/components/brand/written";
import { NewcomerFields } from "@/components/doorstep/newcomer-fields";
import { UnprovenAccountNote } from "@/components/doorstep/unproven-account-note";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import { readCode, verificationFieldOf } from "@/lib/doorstep/code";
import { type NewcomerDetails, type NewcomerField, readNewcomer } from "@/lib/doorstep/newcomer";
import { INTENT } from "@/lib/posted-forms";
import type { Refusal } from "@/lib/refusals";

type CodeField = NewcomerField | "code";

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
  const id = useId();
  const asksEverything = completion.asks === "everything";
  const [sentAgain, setSentAgain] = useState(useReturnedForm("verify")?.sent === true);

  const another = useSubmit(
    async () => {
      verification.clear();
      setSentAgain(false);
      const refused = await onAnotherCode();
      if (refused) return { problem: refused.sentence };
      setSentAgain(true);
    },
    { initialProblem: completion.asks === "code" ? completion.problem : undefined },
  );

  const verification = useSubmit<CodeField>(
    async (data) => {
      another.clear();
      setSentAgain(false);
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
        <p id={`${id}-sent`} className="text-center text-sm">
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
        <Field>
          <FieldLabel htmlFor={id}>Code</FieldLabel>
          <Input
            id={id}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            defaultValue={typed.code}
            autoFocus={!asksEverything}
            className="text-center font-mono tracking-[0.3em]"
            aria-invalid={Boolean(problems.code)}
            aria-describedby={`${id}-error ${id}-sent`}
          />
          <FieldError id={`${id}-error`}>{problems.code}</FieldError>
        </Field>
        {unprovenSignInHref ? <UnprovenAccountNote signInHref={unprovenSignInHref} /> : null}
        <Problem>{verification.problem ?? another.problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Checking…" : "Verify and join"}
        </Button>
        <p role="status" className="text-center text-dense text-muted-foreground empty:sr-only">
          {sentAgain ? "Another code is on its way. Only the latest one works." : null}
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
          {another.busy ? "Sending…" : "Send another code"}
        </Button>
      </FieldGroup>
    </Form>
  );
}
