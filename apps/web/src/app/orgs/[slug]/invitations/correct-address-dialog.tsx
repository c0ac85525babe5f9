"use client";

import { api } from "@vestibule/backend/api";
import { addressProblem, normalizeAddress } from "@vestibule/backend/rules/address";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useMutation } from "convex/react";
import { useId, useState } from "react";
import { toast } from "sonner";
import { StoredAddress } from "@/components/brand/stored-address";
import { Form } from "@/components/forms/form";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Field, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useDraft } from "@/hooks/use-draft";
import { useSubmit } from "@/hooks/use-submit";
import { useUnsaved } from "@/hooks/use-unsaved";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import type { InvitationRow } from "@/lib/rows";
import { InviteWayOn } from "./invite-way-on";

const SAME_ADDRESS = "This invitation already goes to this address. Enter another one.";

/** Asks for the address that was meant, and sends the same invitation there. */
export function CorrectAddressDialog({
  row,
  organizationSlug,
  open,
  onOpenChange,
}: {
  row: InvitationRow;
  organizationSlug: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const id = useId();
  const correct = useMutation(api.models.invitations.correctAddress);
  const meant = row.suggestedEmail ?? row.email;
  const { draft, change, drop } = useDraft(`correct:${row.id}`, { email: meant });
  const { email } = draft;

  const [refused, setRefused] = useState<Refusal>();
  const { busy, problem, form } = useSubmit(async () => {
    setRefused(undefined);
    const address = normalizeAddress(email);
    const wrong = address === row.email ? SAME_ADDRESS : addressProblem(address);
    if (wrong !== null) return { problem: wrong };
    try {
      await correct({ invitationId: row.id, email: address });
    } catch (error) {
      const refusal = asRefusal(error);
      setRefused(refusal);
      return { problem: refusal.sentence };
    }
    drop();
    onOpenChange(false);
    toast.success(`Invitation sent to ${isolated(shownAddress(address))}`);
  });

  useUnsaved(open && email !== meant);

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <Form {...form} className="grid gap-4">
          <DialogHeader>
            <DialogTitle>Correct this address?</DialogTitle>
            <DialogDescription>
              The same invitation goes to the new address. The one to{" "}
              <StoredAddress>{row.email}</StoredAddress> is revoked, and its links stop working.
            </DialogDescription>
          </DialogHeader>
          <Field>
            <FieldLabel htmlFor={id}>Email address</FieldLabel>
            <Input
              id={id}
              name="email"
              type="email"
              autoComplete="off"
              value={email}
              aria-invalid={problem !== undefined}
              aria-describedby={problem === undefined ? undefined : `${id}-problem`}
              onChange={(event) => change({ email: event.target.value })}
            />
            <FieldError id={`${id}-problem`}>
              <ProblemWords>{problem}</ProblemWords>
            </FieldError>
            {refused ? <InviteWayOn {...{ email, organizationSlug }} refusal={refused} /> : null}
          </Field>
          <DialogFooter>
            <DialogClose asChild>
              <Button type="button" variant="outline">
                Keep address
              </Button>
            </DialogClose>
            <Button type="submit" aria-busy={busy}>
              {busy ? "Sending…" : "Send invitation"}
            </Button>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
