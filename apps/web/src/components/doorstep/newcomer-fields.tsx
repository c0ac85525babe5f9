"use client";

import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
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
      {/* Password managers store the new password under this address. */}
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={suggestedName}
        maxLength={MAX_NAME_LENGTH}
        problem={problems.name}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
        problem={problems.password}
      />
      <TextField
        label="Repeat password"
        name="repeat"
        type="password"
        autoComplete="new-password"
        problem={problems.repeat}
      />
    </>
  );
}
