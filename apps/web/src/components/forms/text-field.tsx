import { type ComponentProps, useId } from "react";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A label and its input, with a hint below, or the problem in place of the hint. */
export function TextField({
  label,
  hint,
  problem,
  ...input
}: ComponentProps<typeof Input> & {
  label: string;
  hint?: string;
  problem?: string | undefined;
}) {
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input
        id={id}
        aria-invalid={Boolean(problem)}
        aria-describedby={`${id}-problem ${id}-hint`}
        {...input}
      />
      {hint && !problem ? <FieldDescription id={`${id}-hint`}>{hint}</FieldDescription> : null}
      <FieldError id={`${id}-problem`}>{problem}</FieldError>
    </Field>
  );
}
