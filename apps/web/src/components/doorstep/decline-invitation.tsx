"use client";

import { useState } from "react";
import { Form } from "@/components/forms/form";
import { Button } from "@/components/ui/button";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import { INTENT } from "@/lib/posted-forms";
import type { Refusal } from "@/lib/refusals";

/**
 * The quiet alternative to joining. It asks once: declining ends the invitation for good. Without scripts the
 * server asks, so each button says what it wants.
 */
export function DeclineInvitation({ onDecline }: { onDecline: () => Promise<Refusal | null> }) {
  const [asking, setAsking] = useState(useReturnedForm("decline") !== undefined);
  const { form, busy, problem } = useSubmit(
    async () => {
      if (!asking) {
        setAsking(true);
        return;
      }
      const refused = await onDecline();
      return refused ? { problem: refused.sentence } : undefined;
    },
    { posts: "decline" },
  );

  return (
    <Form {...form}>
      {asking ? (
        <div className="space-y-1.5">
          <p>{problem ?? "Decline this invitation? You can't undo this."}</p>
          <div className="flex justify-center gap-2">
            <Button
              type="submit"
              name={INTENT}
              value="decline"
              variant="outline"
              size="sm"
              aria-busy={busy}
            >
              Yes, decline
            </Button>
            <Button
              type="submit"
              name={INTENT}
              value="keep"
              variant="ghost"
              size="sm"
              onClick={(event) => {
                event.preventDefault();
                setAsking(false);
              }}
            >
              Keep invitation
            </Button>
          </div>
        </div>
      ) : (
        <Button type="submit" name={INTENT} value="ask" variant="ghost" size="sm">
          Decline invitation
        </Button>
      )}
    </Form>
  );
}
