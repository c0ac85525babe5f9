"use client";

import { Undo2 } from "lucide-react";
import { CopyField } from "@/components/forms/copy-field";
import { Problem } from "@/components/forms/problem";
import { LeavesIn } from "@/components/invitations/leaves-in";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { useSubmit } from "@/hooks/use-submit";

export function InviteSent({
  link,
  waiting,
  onUndo,
  onAnother,
}: {
  link: string;
  /** While the email waits: until when, and the server's clock, in ms. */
  waiting?: { leavesAt: number; now: number } | undefined;
  /** Takes the invitation back; resolves with why that was refused, or null. */
  onUndo: () => Promise<string | null>;
  onAnother: () => void;
}) {
  const { busy, problem, submit } = useSubmit(async () => {
    const refused = await onUndo();
    return refused === null ? "leaving" : { problem: refused };
  });
  return (
    <>
      {waiting ? (
        <div className="flex items-center justify-between gap-3 rounded-lg border px-4 py-2.5 text-sm">
          <LeavesIn at={waiting.leavesAt} now={waiting.now} />
          <Button size="sm" variant="outline" aria-busy={busy} onClick={submit}>
            <Undo2 aria-hidden="true" />
            Undo
          </Button>
        </div>
      ) : null}
      <Problem>{problem}</Problem>
      <CopyField label="Invitation link" value={link} />
      <DialogFooter>
        <Button variant="outline" onClick={onAnother}>
          Invite someone else
        </Button>
        <DialogClose asChild>
          <Button>Done</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}
