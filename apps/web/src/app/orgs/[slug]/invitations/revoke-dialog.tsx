"use client";

import { api } from "@vestibule/backend/api";
import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useMutation } from "convex/react";
import { useId } from "react";
import { toast } from "sonner";
import { StoredAddress } from "@/components/brand/stored-address";
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
import { Textarea } from "@/components/ui/textarea";
import { useDraft } from "@/hooks/use-draft";
import { useSubmit } from "@/hooks/use-submit";
import { useUnsaved } from "@/hooks/use-unsaved";
import { sentenceOf } from "@/lib/failed-call";
import type { InvitationRow } from "@/lib/rows";

/** Asks before it revokes an invitation with all its links. */
export function RevokeDialog({
  row,
  open,
  onOpenChange,
}: {
  row: InvitationRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const id = useId();
  const revoke = useMutation(api.models.invitations.revoke);
  const { draft, change, drop } = useDraft(`revoke:${row.id}`, { reason: "" });
  const { reason } = draft;

  const { busy, problem, submit } = useSubmit(async () => {
    const given = reason.trim();
    try {
      await revoke({ invitationId: row.id, ...(given && { reason: given }) });
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
    drop();
    onOpenChange(false);
    toast.success(`Invitation for ${isolated(shownAddress(row.email))} revoked`);
  });

  useUnsaved(open && reason !== "");

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Revoke this invitation?</DialogTitle>
          <DialogDescription>
            Every link sent to <StoredAddress>{row.email}</StoredAddress> stops working immediately.
            You can invite them again later.
          </DialogDescription>
        </DialogHeader>
        <Field>
          <FieldLabel htmlFor={id}>Reason (optional, for your records)</FieldLabel>
          <Textarea
            id={id}
            value={reason}
            maxLength={MAX_MESSAGE_LENGTH}
            onChange={(event) => change({ reason: event.target.value })}
          />
          <FieldError>
            <ProblemWords>{problem}</ProblemWords>
          </FieldError>
        </Field>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Keep invitation</Button>
          </DialogClose>
          <Button variant="destructive" onClick={submit} aria-busy={busy}>
            {busy ? "Revoking…" : "Revoke invitation"}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
