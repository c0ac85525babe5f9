"use client";

import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import { useId, useState } from "react";
import { Form } from "@/components/forms/form";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useSingleFlight } from "@/hooks/use-single-flight";

export function DenyForm({
  problem,
  onDeny,
}: {
  problem: string | undefined;
  onDeny: (answer: { reason: string; block: boolean }) => Promise<void>;
}) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [block, setBlock] = useState(false);
  const [deny, busy] = useSingleFlight(() => onDeny({ reason: reason.trim(), block }));
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
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void deny();
          }}
        />
        <FieldDescription id={`${id}-hint`}>They'll see exactly what you write.</FieldDescription>
        <FieldError id={`${id}-problem`}>
          <ProblemWords>{problem}</ProblemWords>
        </FieldError>
      </Field>
      <label className="flex min-h-10 items-center gap-3 text-sm">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-primary"
          checked={block}
          onChange={(event) => setBlock(event.target.checked)}
        />
        Block further requests from this address
      </label>
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
