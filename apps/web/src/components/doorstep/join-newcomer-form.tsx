"use client";

import { type FormEvent, useState } from "react";
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
import { FieldGroup } from "@/components/ui/field";
import type { Refusal } from "@/lib/refusals";

/** Joining as somebody new: by a mailed link at once, by a copied one with a code as the next step. */
export function JoinNewcomerForm({
  email,
  suggestedName,
  submitLabel,
  onJoin,
}: {
  email: string;
  suggestedName: string;
  submitLabel: string;
  onJoin: (details: NewcomerDetails) => Promise<Refusal | null>;
}) {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<NewcomerProblems>({});
  const [refusal, setRefusal] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const { details, problems: found } = readNewcomer(new FormData(form));
    setProblems(found);
    setRefusal(undefined);
    if (focusProblem(form, found)) return;
    setBusy(true);
    const refused = await onJoin(details);
    // Let in: the door opens and the browser leaves, so the form stays busy.
    if (!refused) return;
    setBusy(false);
    const field = newcomerFieldOf[refused.code];
    if (field) setProblems({ [field]: refused.sentence });
    else setRefusal(refused.sentence);
  }

  return (
    <form onSubmit={submit} noValidate aria-label={submitLabel}>
      <FieldGroup>
        <NewcomerFields email={email} suggestedName={suggestedName} problems={problems} />
        <Problem>{refusal}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Joining…" : submitLabel}
        </Button>
      </FieldGroup>
    </form>
  );
}
