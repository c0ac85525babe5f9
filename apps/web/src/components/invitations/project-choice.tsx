import type { ProjectRole } from "@vestibule/backend/rules/projects";
import { type ReactNode, useId } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Written } from "@/components/brand/written";
import { CheckField } from "@/components/forms/check-field";
import { Field, FieldDescription, FieldError } from "@/components/ui/field";
import { projectRoleWords } from "@/lib/roles";

/** The project that an invitation names. */
export interface ProjectToJoin {
  /** Absent until it is known. */
  name: string | undefined;
  role: ProjectRole;
  isArchived: boolean;
}

/** Says which project an invitation is to, and lets it be left out. */
export function ProjectChoice({
  project: { name, role, isArchived },
  problem,
  wayOn,
  ...input
}: {
  project: ProjectToJoin;
  problem: string | undefined;
  wayOn: ReactNode;
} & UseFormRegisterReturn) {
  const id = useId();
  const shownName = name === undefined ? "the same project" : <Written>{name}</Written>;
  return (
    <Field>
      {isArchived ? (
        <FieldDescription>
          The project {shownName} was archived. This invitation will be to the organization only.
        </FieldDescription>
      ) : (
        <CheckField aria-describedby={`${id}-problem`} {...input}>
          Add them to {shownName} as {projectRoleWords[role]}
        </CheckField>
      )}
      <FieldError id={`${id}-problem`}>{problem}</FieldError>
      {wayOn}
    </Field>
  );
}
