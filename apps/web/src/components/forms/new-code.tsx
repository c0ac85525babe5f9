"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import { INTENT, type PostedFormName } from "@/lib/posted-forms";

/** Having a new code mailed, from a form that asks for the code. */
export function useNewCode({
  form,
  initialProblem,
  onSend,
}: {
  /** The form without scripts, which knows whether one was just sent. */
  form: PostedFormName;
  initialProblem?: string | undefined;
  /** Resolves with why none was sent, in a sentence. */
  onSend: () => Promise<string | undefined>;
}) {
  const [isSent, setSent] = useState(useReturnedForm(form)?.sent === true);
  const { busy, problem, submit, clear } = useSubmit(
    async () => {
      setSent(false);
      const refused = await onSend();
      if (refused !== undefined) return { problem: refused };
      setSent(true);
    },
    { initialProblem },
  );
  return {
    busy,
    problem,
    isSent,
    submit,
    /** The code itself is being tried. */
    clear: () => {
      clear();
      setSent(false);
    },
  };
}

/** Its button, below the one that sends the code; without scripts the same form says which was pressed. */
export function NewCode({ busy, isSent, submit }: ReturnType<typeof useNewCode>) {
  return (
    <>
      <p role="status" className="text-center text-dense text-muted-foreground empty:sr-only">
        {isSent ? "A new code is on its way. The one before no longer works." : null}
      </p>
      <Button
        type="submit"
        name={INTENT}
        value="another"
        variant="ghost"
        onClick={(event) => {
          event.preventDefault();
          submit();
        }}
        aria-busy={busy}
      >
        {busy ? "Sending…" : "Send a new code"}
      </Button>
    </>
  );
}
