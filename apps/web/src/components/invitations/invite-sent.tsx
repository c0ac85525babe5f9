"use client";

import { CopyField } from "@/components/forms/copy-field";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";

export function InviteSent({ link, onAnother }: { link: string; onAnother: () => void }) {
  return (
    <>
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
