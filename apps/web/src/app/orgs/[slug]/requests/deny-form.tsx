"use client";

import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import { useId } from "react";
import { CheckField } from "@/components/forms/check-field";
import { Form } from "@/components/forms/form";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useDraft } from "@/hooks/use-draft";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { useUnsaved } from "@/hooks/use-unsaved";

export function DenyForm({
  requestId,
  problem,
  onDeny,
}: {
  requestId: string;
  problem: string | undefined;
  /** Resolves with whether the request was denied. */
  onDeny: (answer: { reason: string; block: boolean }) => Promise<boolean>;
}) {
  const id = useId();
  const { draft, change, drop } = useDraft(`deny:${requestId}`, { reason: "", block: false });
  const { reason, block } = draft;
  const [deny, busy] = useSingleFlight(async () => {
    if (await onDeny({ reason: reason.trim(), block })) drop();
  });
  useUnsaved(reason !== "" && !busy);
  return (
    <Form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void deny();
      }}
    >
      <Field>
        <FieldLabel htmlFor={id}>Reason (optional)</FieldLabel>
        <Textarea
          id={id}
          value={reason}
          maxLength={MAX_MESSAGE_LENGTH}
          aria-describedby={`${id}-problem ${id}-hint`}
          onChange={(event) => change({ reason: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void deny();
          }}
        />
        <FieldDescription id={`${id}-hint`}>They'll see exactly what you write.</FieldDescription>
        <FieldError id={`${id}-problem`}>
          <ProblemWords>{problem}</ProblemWords>
        </FieldError>
      </Field>
      <CheckField checked={block} onChange={(event) => change({ block: event.target.checked })}>
        Block further requests from this address
      </CheckField>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="destructive" aria-busy={busy}>
          {busy ? "Denying…" : "Deny request"}
        </Button>
      </DialogFooter>
    </Form>
  );
}
