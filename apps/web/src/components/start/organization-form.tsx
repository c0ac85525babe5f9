"use client";

import { MAX_NAME_LENGTH } from "@vestibule/backend/rules/lengths";
import { type FormEvent, useId, useState } from "react";
import { Problem } from "@/components/forms/problem";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { type Refusal, refusalSentences } from "@/lib/refusals";
import { suggestSlug } from "@/lib/slug";

export type SlugState =
  | { kind: "empty" | "checking" | "available" }
  | { kind: "unusable"; sentence: string };

export function OrganizationForm({
  slug,
  slugState,
  onSlugChange,
  onCreate,
}: {
  slug: string;
  slugState: SlugState;
  onSlugChange: (slug: string) => void;
  onCreate: (name: string) => Promise<Refusal | null>;
}) {
  const id = useId();
  const [name, setName] = useState("");
  /** Until somebody types an address of their own, it follows the name. */
  const [isOwnSlug, setOwnSlug] = useState(false);
  const [nameProblem, setNameProblem] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const [submit, busy] = useSingleFlight(async () => {
    setRefusal(null);
    setNameProblem(name.trim() ? undefined : "Enter the organization's name.");
    if (!name.trim() || slugState.kind === "unusable" || slugState.kind === "empty") return;
    setRefusal(await onCreate(name.trim()));
  });

  const slugRefused = refusal?.code.startsWith("slug_") ? refusal.sentence : undefined;
  const slugSentence = slugState.kind === "unusable" ? slugState.sentence : slugRefused;

  return (
    <form
      noValidate
      aria-label="Create organization"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FieldGroup>
        <TextField
          label="Name"
          value={name}
          autoComplete="organization"
          maxLength={MAX_NAME_LENGTH}
          autoFocus
          problem={nameProblem}
          onChange={(event) => {
            setName(event.target.value);
            if (!isOwnSlug) onSlugChange(suggestSlug(event.target.value));
          }}
        />
        <Field>
          <FieldLabel htmlFor={id}>Address</FieldLabel>
          <div className="flex">
            <span className="grid place-items-center rounded-l-md border border-input border-r-0 bg-muted px-3 text-muted-foreground text-sm">
              /orgs/
            </span>
            <Input
              id={id}
              className="rounded-l-none"
              value={slug}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              aria-invalid={Boolean(slugSentence)}
              aria-describedby={`${id}-state ${id}-problem`}
              onChange={(event) => {
                setOwnSlug(event.target.value !== "");
                onSlugChange(event.target.value);
              }}
            />
          </div>
          <FieldDescription id={`${id}-state`} aria-live="polite" className="min-h-5">
            {slugSentence ? null : slugHint(slugState, name)}
          </FieldDescription>
          <FieldError id={`${id}-problem`} className="-mt-6">
            {slugSentence}
          </FieldError>
        </Field>
        <Problem>{slugRefused ? null : refusal?.sentence}</Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Creating…" : "Create organization"}
        </Button>
      </FieldGroup>
    </form>
  );
}

function slugHint({ kind }: SlugState, name: string): string {
  switch (kind) {
    case "available":
      return "This address is free.";
    case "checking":
      return "Checking…";
    default:
      return name && !suggestSlug(name) ? `Choose one: ${refusalSentences.slug_invalid}` : "";
  }
}
