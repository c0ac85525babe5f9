"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSubmit } from "@/hooks/use-submit";
import type { Refusal } from "@/lib/refusals";

/** The quiet alternative to joining. It asks once: declining ends the invitation for good. */
export function DeclineInvitation({ onDecline }: { onDecline: () => Promise<Refusal | null> }) {
  const [asking, setAsking] = useState(false);
  const { busy, problem, submit } = useSubmit(async () => {
    const refused = await onDecline();
    return refused ? { problem: refused.sentence } : undefined;
  });

  if (!asking) {
    return (
      <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
        Decline invitation
      </Button>
    );
  }
  return (
    <div className="space-y-1.5">
      <p>{problem ?? "Decline this invitation? You can't undo this."}</p>
      <div className="flex justify-center gap-2">
        <Button variant="outline" size="sm" onClick={submit} aria-busy={busy}>
          Yes, decline
        </Button>
        <Button variant="ghost" size="sm" onClick={() => setAsking(false)}>
          Keep invitation
        </Button>
      </div>
    </div>
  );
}
