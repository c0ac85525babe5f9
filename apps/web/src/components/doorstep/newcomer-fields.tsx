"use client";

import { MAX_NAME_LENGTH } from "@vestibule/backend/rules/lengths";
import { NewPasswordFields } from "@/components/forms/new-password-fields";
import { TextField } from "@/components/forms/text-field";
import type { Problems } from "@/hooks/use-submit";
import type { NewcomerField } from "@/lib/doorstep/newcomer";

/** A name and a password, typed twice: everything that a new person needs to join. */
export function NewcomerFields({
  email,
  suggestedName,
  problems,
}: {
  email: string;
  suggestedName: string;
  problems: Problems<NewcomerField>;
}) {
  return (
    <>
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={suggestedName}
        maxLength={MAX_NAME_LENGTH}
        problem={problems.name}
      />
      <NewPasswordFields label="Password" email={email} problems={problems} />
    </>
  );
}
