import { MIN_PASSWORD_LENGTH } from "@vestibule/backend/rules/lengths";
import { TextField } from "@/components/forms/text-field";
import type { Problems } from "@/hooks/use-submit";

/** A password that is chosen for an account, typed twice. */
export function NewPasswordFields({
  email,
  label,
  problems,
  autoFocus,
  ...both
}: {
  /** The account's: password managers store the new password under it. */
  email: string;
  label: string;
  problems: Problems<"password" | "repeat">;
  required?: boolean;
  autoFocus?: boolean;
}) {
  return (
    <>
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label={label}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
        problem={problems.password}
        autoFocus={autoFocus}
        {...both}
      />
      <TextField
        label="Repeat password"
        name="repeat"
        type="password"
        autoComplete="new-password"
        problem={problems.repeat}
        {...both}
      />
    </>
  );
}
