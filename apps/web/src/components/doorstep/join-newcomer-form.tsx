"use client";

import { NewcomerFields } from "@/components/doorstep/newcomer-fields";
import { UnprovenAccountNote } from "@/components/doorstep/unproven-account-note";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { useSubmit } from "@/hooks/use-submit";
import {
  type NewcomerDetails,
  type NewcomerField,
  newcomerFieldOf,
  readNewcomer,
} from "@/lib/doorstep/newcomer";
import type { Refusal } from "@/lib/refusals";

/** Joining without an account: by a mailed link at once, by a copied one with a code as the next step. */
export function JoinNewcomerForm({
  email,
  suggestedName,
  submitLabel,
  unprovenSignInHref,
  onJoin,
}: {
  email: string;
  suggestedName: string;
  submitLabel: string;
  /** Set when the address has an account that was never confirmed: where to sign in to it. */
  unprovenSignInHref?: string | undefined;
  onJoin: (details: NewcomerDetails) => Promise<Refusal | null>;
}) {
  const { form, busy, problem, problems, typed } = useSubmit<NewcomerField>(
    async (data) => {
      const { details, problems: found } = readNewcomer(data);
      if (Object.keys(found).length > 0) return { problems: found };
      const refused = await onJoin(details);
      if (!refused) return "leaving";
      const field = newcomerFieldOf[refused.code];
      return field ? { problems: { [field]: refused.sentence } } : { problem: refused.sentence };
    },
    { posts: "join" },
  );

  return (
    <Form {...form} aria-label={submitLabel}>
      <FieldGroup>
        <NewcomerFields
          email={email}
          suggestedName={typed.name ?? suggestedName}
          problems={problems}
        />
        {unprovenSignInHref ? <UnprovenAccountNote signInHref={unprovenSignInHref} /> : null}
        <Problem>{problem}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Joining…" : submitLabel}
        </Button>
      </FieldGroup>
    </Form>
  );
}
