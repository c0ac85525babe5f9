"use client";

import { addressProblem, normalizeAddress } from "@vestibule/backend/rules/address";
import { MAX_LABEL_LENGTH, MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import type { Role } from "@vestibule/backend/rules/roles";
import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { Controller, type UseFormReturn } from "react-hook-form";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { RoleSelect } from "@/components/forms/role-select";
import { ProjectChoice, type ProjectToJoin } from "@/components/invitations/project-choice";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field, FieldError, FieldGroup, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { useUnsaved } from "@/hooks/use-unsaved";
import type { Refusal } from "@/lib/refusals";

export interface InviteValues {
  email: string;
  role: Role;
  firstName: string;
  lastName: string;
  designation: string;
  department: string;
  message: string;
  /** Means something only where there is a project to join. */
  withProject: boolean;
}

export const emptyInvite: InviteValues = {
  email: "",
  role: "member",
  firstName: "",
  lastName: "",
  designation: "",
  department: "",
  message: "",
  withProject: false,
};

/** The field that a refusal is about; the others are said above the button. */
const fieldOf: Partial<Record<Refusal["code"], keyof InviteValues>> = {
  bad_email: "email",
  domain_not_allowed: "email",
  already_member: "email",
  already_invited: "email",
  inviting_yourself: "email",
  invitee_limit: "email",
  recipient_limit: "email",
  address_undeliverable: "email",
  cannot_invite_owner: "role",
  project_archived: "withProject",
};

export function InviteForm({
  form,
  roles,
  project,
  onSend,
  aboutAddress,
  wayOn,
}: {
  form: UseFormReturn<InviteValues>;
  /** The roles that the caller may give. */
  roles: Role[];
  /** The project that the invitation names, unless it is left out. */
  project?: ProjectToJoin | undefined;
  onSend: (values: InviteValues) => Promise<Refusal | null>;
  /** What is to be known about an address before it is sent to. */
  aboutAddress?: (email: string) => ReactNode;
  /** What there is to do about a refusal. */
  wayOn?: (refusal: Refusal) => ReactNode;
}) {
  const id = useId();
  const [problem, setProblem] = useState<string>();
  const [refused, setRefused] = useState<Refusal>();
  const { errors } = form.formState;

  const [send, busy] = useSingleFlight(async (values: InviteValues) => {
    setProblem(undefined);
    const refusal = await onSend({ ...values, email: normalizeAddress(values.email) });
    if (!refusal) return;
    setRefused(refusal);
    const field = fieldOf[refusal.code];
    if (field) form.setError(field, { message: refusal.sentence }, { shouldFocus: true });
    else setProblem(refusal.sentence);
  });

  const wayOnAt = (field: keyof InviteValues) =>
    refused && fieldOf[refused.code] === field && errors[field]?.message === refused.sentence
      ? wayOn?.(refused)
      : null;

  const { role: _, withProject: __, ...texts } = form.watch();
  useUnsaved(!busy && Object.values(texts).some((text) => text !== ""));

  return (
    <Form onSubmit={form.handleSubmit(send)} noValidate>
      <FieldGroup>
        <Field>
          <FieldLabel htmlFor={`${id}-email`}>Email address</FieldLabel>
          <Input
            id={`${id}-email`}
            type="email"
            autoComplete="off"
            aria-invalid={Boolean(errors.email)}
            aria-describedby={`${id}-email-error`}
            {...form.register("email", {
              validate: (typed) => addressProblem(normalizeAddress(typed)) ?? true,
            })}
          />
          <FieldError id={`${id}-email-error`}>{errors.email?.message}</FieldError>
          {wayOnAt("email")}
          <p role="status" className="text-dense text-muted-foreground empty:sr-only">
            {aboutAddress?.(texts.email)}
          </p>
        </Field>
        <Field>
          <FieldLabel htmlFor={`${id}-role`}>Role</FieldLabel>
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <RoleSelect
                id={`${id}-role`}
                role={field.value}
                roles={roles}
                onChange={field.onChange}
                ref={field.ref}
                onBlur={field.onBlur}
              />
            )}
          />
          <FieldError>{errors.role?.message}</FieldError>
        </Field>
        {project ? (
          <ProjectChoice
            project={project}
            problem={errors.withProject?.message}
            wayOn={wayOnAt("withProject")}
            {...form.register("withProject")}
          />
        ) : null}
        <Field>
          <FieldLabel htmlFor={`${id}-message`}>Message (optional)</FieldLabel>
          <Textarea
            id={`${id}-message`}
            maxLength={MAX_MESSAGE_LENGTH}
            placeholder="Shown in the email and on the invitation page."
            {...form.register("message")}
          />
        </Field>
        <details className="group">
          <summary className="cursor-pointer rounded-sm py-2 font-medium text-muted-foreground text-sm hover:text-foreground">
            Name and job title (optional)
          </summary>
          <div className="mt-2 grid gap-4 sm:grid-cols-2">
            <OptionalField label="First name" {...form.register("firstName")} />
            <OptionalField label="Last name" {...form.register("lastName")} />
            <OptionalField label="Job title" {...form.register("designation")} />
            <OptionalField label="Department" {...form.register("department")} />
          </div>
        </details>
        <Problem>
          <ProblemWords>{problem}</ProblemWords>
        </Problem>
        <DialogFooter>
          <Button type="submit" aria-busy={busy}>
            {busy ? "Sending…" : "Send invitation"}
          </Button>
        </DialogFooter>
      </FieldGroup>
    </Form>
  );
}

function OptionalField({ label, ...input }: ComponentProps<"input"> & { label: string }) {
  const id = useId();
  return (
    <Field>
      <FieldLabel htmlFor={id}>{label}</FieldLabel>
      <Input id={id} autoComplete="off" maxLength={MAX_LABEL_LENGTH} {...input} />
    </Field>
  );
}
