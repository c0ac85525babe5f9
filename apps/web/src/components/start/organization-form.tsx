"use client";

import { MAX_NAME_LENGTH } from "@vestibule/backend/rules/lengths";
import { proposedSlug } from "@vestibule/backend/rules/slug";
import { useId, useState } from "react";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Field, FieldDescription, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSubmit } from "@/hooks/use-submit";
import { useUnsaved } from "@/hooks/use-unsaved";
import type { Refusal } from "@/lib/refusals";

export type SlugState =
  /** Unknown: it could not be asked, and creating tells. */
  | { kind: "empty" | "checking" | "available" | "unknown" }
  /** With the one to try instead, when that is another number. */
  | { kind: "unusable"; sentence: string; next?: string };

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
  /** The address follows the name until the caller types one. */
  const [isOwnSlug, setOwnSlug] = useState(false);
  const { form, busy, problem, problems } = useSubmit<"name" | "slug">(async () => {
    if (!name.trim()) return { problems: { name: "Enter the organization's name." } };
    if (slugState.kind === "unusable" || slugState.kind === "empty") return;
    const refused = await onCreate(name.trim());
    if (!refused) return "leaving";
    return refused.code.startsWith("slug_")
      ? { problems: { slug: refused.sentence } }
      : { problem: refused.sentence };
  });
  useUnsaved(name !== "" && !busy);
  const next = slugState.kind === "unusable" ? slugState.next : undefined;
  const slugSentence = slugState.kind === "unusable" ? slugState.sentence : problems.slug;

  return (
    <Form {...form} aria-label="Create organization">
      <FieldGroup>
        <TextField
          label="Name"
          name="name"
          value={name}
          autoComplete="organization"
          maxLength={MAX_NAME_LENGTH}
          autoFocus
          problem={problems.name}
          onChange={(event) => {
            setName(event.target.value);
            if (!isOwnSlug) onSlugChange(proposedSlug(event.target.value));
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
              name="slug"
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
            {slugSentence ? null : slugHint(slugState)}
          </FieldDescription>
          <FieldError id={`${id}-problem`} className="-mt-6">
            {slugSentence}
          </FieldError>
          {next ? (
            <Button variant="outline" size="sm" onClick={() => onSlugChange(next)}>
              <span className="min-w-0 truncate">Try {next}</span>
            </Button>
          ) : null}
        </Field>
        <Problem>
          <ProblemWords>{problem}</ProblemWords>
        </Problem>
        <Button type="submit" size="lg" aria-busy={busy}>
          {busy ? "Creating…" : "Create organization"}
        </Button>
      </FieldGroup>
    </Form>
  );
}

function slugHint({ kind }: SlugState): string {
  switch (kind) {
    case "available":
      return "This address is available.";
    case "checking":
      return "Checking…";
    default:
      return "";
  }
}
