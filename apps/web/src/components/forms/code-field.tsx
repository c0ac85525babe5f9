import { type ReactNode, useId } from "react";
import { Field, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Where the mailed code is typed, below what says to which address it went. */
export function CodeField({
  typed,
  problem,
  autoFocus,
  describedBy,
}: {
  typed: string | undefined;
  problem: ReactNode;
  autoFocus: boolean;
  /** The id of what says where the code is. */
  describedBy: string;
}) {
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id}>Code</FieldLabel>
      <Input
        id={id}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        defaultValue={typed}
        autoFocus={autoFocus}
        className="text-center font-mono tracking-[0.3em]"
        aria-invalid={Boolean(problem)}
        aria-describedby={`${id}-error ${describedBy}`}
      />
      <FieldError id={`${id}-error`}>{problem}</FieldError>
    </Field>
  );
}
