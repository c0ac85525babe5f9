"use client";

import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { TextField } from "@/components/forms/text-field";
import type { Problems } from "@/hooks/use-submit";
import { type Refusal, refusalSentences } from "@/lib/refusals";

export interface NewcomerDetails {
  name: string;
  password: string;
}

export type NewcomerField = "name" | "password" | "repeat";

/** Which field a refusal of the server belongs to; the rest is said above the button. */
export const newcomerFieldOf: Partial<Record<Refusal["code"], NewcomerField>> = {
  bad_name: "name",
  password_too_short: "password",
  password_too_long: "password",
  password_common: "password",
  password_is_address: "password",
};

/** What was typed into the fields of this form, and what is wrong with it. */
export function readNewcomer(data: FormData): {
  details: NewcomerDetails;
  problems: Problems<NewcomerField>;
} {
  const name = String(data.get("name")).trim();
  const password = String(data.get("password"));
  return {
    details: { name, password },
    problems: problemsOf(name, password, String(data.get("repeat"))),
  };
}

function problemsOf(name: string, password: string, repeat: string): Problems<NewcomerField> {
  if (!name) return { name: "Enter your name." };
  if (password.length < MIN_PASSWORD_LENGTH) {
    return { password: refusalSentences.password_too_short };
  }
  if (password !== repeat) return { repeat: "The passwords don't match. Type the same one twice." };
  return {};
}

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
