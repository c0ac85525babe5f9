"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { InviteSent } from "@/components/invitations/invite-sent";
import { DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { useServerNow } from "@/hooks/use-server-now";

export interface SentInvitation {
  id: string;
  email: string;
  link: string;
  /** When its email leaves, in ms; absent when it did not wait. */
  leavesAt: number | undefined;
}

/** What became of an invitation that was just made, until its email leaves with the way to take it back. */
export function InviteResult({
  sent: { email, link, leavesAt },
  onUndo,
  onAnother,
}: {
  sent: SentInvitation;
  onUndo: () => Promise<string | null>;
  onAnother: () => void;
}) {
  const now = useServerNow(SECOND);
  const waiting = leavesAt !== undefined && leavesAt > now ? { leavesAt, now } : undefined;
  const address = isolated(shownAddress(email));
  return (
    <>
      <DialogHeader>
        <DialogTitle>
          {waiting
            ? `Invitation to ${address} leaves in a few seconds`
            : `Invitation sent to ${address}`}
        </DialogTitle>
        <DialogDescription>
          {waiting ? null : "The email is on its way. "}You can also share this link yourself: it
          asks for a code that we email them, and stops working when you resend.
        </DialogDescription>
      </DialogHeader>
      <InviteSent link={link} waiting={waiting} onUndo={onUndo} onAnother={onAnother} />
    </>
  );
}
