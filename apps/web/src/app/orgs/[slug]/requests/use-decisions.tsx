"use client";

import { api } from "@vestibule/backend/api";
import { UNDO_SECONDS } from "@vestibule/backend/rules/deciding";
import type { Role } from "@vestibule/backend/rules/roles";
import { SECOND } from "@vestibule/backend/rules/time";
import { useMutation } from "convex/react";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { UndoToast } from "@/components/console/undo-toast";
import { sentenceOf } from "@/lib/failed-call";
import { type FirstDecision, firstDecisionOf } from "@/lib/refusal-details";
import { inviteeOf } from "@/lib/request-words";
import type { RequestRow } from "@/lib/rows";
import { sayFailure } from "@/lib/say-failure";

export type DecisionOutcome =
  | { kind: "decided" }
  | { kind: "tooLate"; first: FirstDecision }
  | { kind: "refused"; problem: string };

/** Decides requests, and offers to undo each decision until its mail leaves. */
export function useDecisions() {
  const approve = useMutation(api.models.invitationRequests.approve);
  const deny = useMutation(api.models.invitationRequests.deny);
  const undoDecision = useMutation(api.models.invitationRequests.undo);
  /**
   * The requests that this page decided, so that an open dialog recognizes its own answer. By request, because a
   * colleague may decide the next request of the same invitation.
   */
  const [own, setOwn] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef<{ row: RequestRow; toastId: string | number; until: number }>(null);

  function disown(row: RequestRow) {
    setOwn((before) => new Set([...before].filter((id) => id !== row.id)));
  }

  async function undo(row: RequestRow, toastId?: string | number) {
    if (latest.current?.row.id === row.id) latest.current = null;
    disown(row);
    if (toastId !== undefined) toast.dismiss(toastId);
    try {
      await undoDecision({ requestId: row.id });
      toast.success(`Undone. ${inviteeOf(row)} is waiting again.`);
    } catch (error) {
      sayFailure(error);
    }
  }

  async function decide(
    row: RequestRow,
    said: string,
    call: () => Promise<unknown>,
  ): Promise<DecisionOutcome> {
    setOwn((before) => new Set(before).add(row.id));
    const until = Date.now() + UNDO_SECONDS * SECOND;
    try {
      await call();
    } catch (error) {
      disown(row);
      const first = firstDecisionOf(error);
      return first ? { kind: "tooLate", first } : { kind: "refused", problem: sentenceOf(error) };
    }
    const toastId = toast.custom(
      (id) => (
        <UndoToast until={until} onUndo={() => undo(row, id)}>
          {said}
        </UndoToast>
      ),
      { duration: UNDO_SECONDS * SECOND },
    );
    latest.current = { row, toastId, until };
    return { kind: "decided" };
  }

  return {
    /** Whether this page gave the answer. */
    isOwn: (answered: RequestRow) => own.has(answered.id) && isByReader(answered),
    undo,
    approve: (row: RequestRow, role: Role) =>
      decide(row, `Approved. ${inviteeOf(row)} will get a new link.`, () =>
        approve({ requestId: row.id, role }),
      ),
    deny: (row: RequestRow, { reason, block }: { reason: string; block: boolean }) =>
      decide(row, `Denied. ${inviteeOf(row)} will get an email.`, () =>
        deny({ requestId: row.id, ...(reason && { reason }), ...(block && { block }) }),
      ),
    undoLatest() {
      const last = latest.current;
      if (last && Date.now() < last.until) void undo(last.row, last.toastId);
    },
  };
}

/** Whether the caller answered, here or on another page. */
export function isByReader({ undoUntil }: RequestRow): boolean {
  return undoUntil !== undefined;
}
