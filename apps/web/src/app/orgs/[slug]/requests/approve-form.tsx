"use client";

import type { Role } from "@vestibule/backend/rules/roles";
import { useId, useState } from "react";
import { Form } from "@/components/forms/form";
import { ProblemWords } from "@/components/forms/problem-words";
import { RoleSelect } from "@/components/forms/role-select";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { roleWords } from "@/lib/roles";

export function ApproveForm({
  role: invitedAs,
  roles,
  problem,
  onApprove,
}: {
  /** The role of the expired invitation. */
  role: Role;
  /** The roles that the caller may give, strongest first. */
  roles: Role[];
  problem: string | undefined;
  onApprove: (role: Role) => Promise<void>;
}) {
  const id = useId();
  const mayKeep = roles.includes(invitedAs);
  const [role, setRole] = useState(mayKeep ? invitedAs : (roles[0] ?? invitedAs));
  const [approve, busy] = useSingleFlight(() => onApprove(role));
  return (
    <Form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void approve();
      }}
    >
      <Field>
        <FieldLabel htmlFor={id}>Role</FieldLabel>
        <RoleSelect
          id={id}
          role={role}
          roles={roles}
          onChange={setRole}
          aria-describedby={`${id}-problem ${id}-hint`}
        />
        <FieldDescription id={`${id}-hint`}>
          {mayKeep
            ? `Invited as ${roleWords[invitedAs].label}.`
            : `Invited as ${roleWords[invitedAs].label}, which only an owner can give.`}
        </FieldDescription>
        <FieldError id={`${id}-problem`}>
          <ProblemWords>{problem}</ProblemWords>
        </FieldError>
      </Field>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" aria-busy={busy} autoFocus>
          {busy ? "Approving…" : "Approve and send"}
        </Button>
      </DialogFooter>
    </Form>
  );
}
