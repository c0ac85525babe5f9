"use client";

import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useMutation } from "convex/react";
import { toast } from "sonner";
import { UndoToast } from "@/components/console/undo-toast";
import { useServerAhead } from "@/hooks/use-server-now";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sayFailure } from "@/lib/say-failure";

export interface Sent {
  id: string;
  email: string;
}

/** Takes back invitations whose letters wait. */
export function useUndoInvitation() {
  const call = useMutation(api.models.invitations.undo);
  const ahead = useServerAhead();

  async function takeBack({ id, email }: Sent): Promise<void> {
    toast.dismiss(toastOf(id));
    await call({ invitationId: id });
    toast.success(`Undone. Nothing was sent to ${isolated(shownAddress(email))}.`);
  }

  const [undo] = useSingleFlight((sent: Sent) => takeBack(sent).catch(sayFailure));

  return {
    /** Says by itself what became of it. */
    undo,
    /** Fails where it is refused. */
    takeBack,
    /** Says that it leaves, with a button that undoes it until the letter leaves. */
    offerUndo(sent: Sent & { leavesAt: number | undefined }) {
      const until = (sent.leavesAt ?? 0) - ahead;
      const left = until - Date.now();
      if (left <= 0) return;
      toast.custom(
        () => (
          <UndoToast until={until} onUndo={() => undo(sent)}>
            {`Invitation to ${isolated(shownAddress(sent.email))} leaves in a few seconds`}
          </UndoToast>
        ),
        { id: toastOf(sent.id), duration: left },
      );
    },
  };
}

function toastOf(invitationId: string): string {
  return `undo:${invitationId}`;
}
