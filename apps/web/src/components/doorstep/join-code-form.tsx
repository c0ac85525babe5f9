"use client";

import { type FormEvent, useId, useState } from "react";
import {
  focusProblem,
  type NewcomerDetails,
  NewcomerFields,
  type NewcomerProblems,
  newcomerFieldOf,
  readNewcomer,
} from "@/components/doorstep/newcomer-fields";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { Field, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSingleFlight } from "@/hooks/use-single-flight";
import type { Refusal } from "@/lib/refusals";

type Problems = NewcomerProblems & { code?: string };

/** What the code completes: details that the page still has, or details to be typed beside it. */
export type Completion =
  | {
      asks: "code";
      /** Why no new code was sent just now, in a sentence; an earlier one may still be good. */
      problem?: string | undefined;
      onVerify: (code: string) => Promise<Refusal | null>;
    }
  | {
      asks: "everything";
      suggestedName: string;
      onVerify: (code: string, details: NewcomerDetails) => Promise<Refusal | null>;
    };

/** A copied link proves no mailbox, so the address is proved by the code that was mailed to it. */
export function JoinCodeForm({
  email,
  completion,
  onAnotherCode,
}: {
  email: string;
  completion: Completion;
  onAnotherCode: () => Promise<Refusal | null>;
}) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [refusal, setRefusal] = useState(
    completion.asks === "code" ? completion.problem : undefined,
  );
  const [sentAgain, setSentAgain] = useState(false);
  const asksEverything = completion.asks === "everything";

  function clear() {
    setProblems({});
    setRefusal(undefined);
    setSentAgain(false);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const code = String(data.get("code")).replace(/\s+/g, "");
    const { details, problems: missing } = readNewcomer(data);
    const found = {
      ...(asksEverything && missing),
      ...(!code && { code: "Enter the code from the email." }),
    };
    clear();
    setProblems(found);
    if (focusProblem(form, found)) return;
    setBusy(true);
    const refused = await (completion.asks === "everything"
      ? completion.onVerify(code, details)
      : completion.onVerify(code));
    // Let in: the door opens and the browser leaves, so the form stays busy.
    if (!refused) return;
    setBusy(false);
    const field = refused.code === "invalid_code" ? "code" : newcomerFieldOf[refused.code];
    if (field === "code" || (field && asksEverything)) setProblems({ [field]: refused.sentence });
    else setRefusal(refused.sentence);
  }

  const [sendAgain, sending] = useSingleFlight(async () => {
    clear();
    const refused = await onAnotherCode();
    setRefusal(refused?.sentence);
    setSentAgain(!refused);
  });

  return (
    <form onSubmit={submit} noValidate aria-label="Verify your address">
      <FieldGroup>
        <p id={`${id}-sent`} className="text-center text-sm">
          {asksEverything ? "Almost there: a code went to " : "One last step: we sent a code to "}
          <strong className="break-all font-medium">{email}</strong>.
        </p>
        {completion.asks === "everything" ? (
          <NewcomerFields
            email={email}
            suggestedName={completion.suggestedName}
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
            autoFocus={!asksEverything}
            className="text-center font-mono tracking-[0.3em]"
            aria-invalid={Boolean(problems.code)}
            aria-describedby={`${id}-error ${id}-sent`}
          />
          <FieldError id={`${id}-error`}>{problems.code}</FieldError>
        </Field>
        <Problem>{refusal}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Checking…" : "Verify and join"}
        </Button>
        <p role="status" className="text-center text-dense text-muted-foreground empty:sr-only">
          {sentAgain ? "Another code is on its way. Only the newest one works." : null}
        </p>
        <Button variant="ghost" onClick={sendAgain} aria-busy={sending}>
          {sending ? "Sending…" : "Send another code"}
        </Button>
      </FieldGroup>
    </form>
  );
}
