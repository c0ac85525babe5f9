"use client";

import type { Role } from "@vestibule/backend/rules/roles";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useState } from "react";
import { LiveAgo } from "@/components/brand/live-ago";
import { Passage } from "@/components/brand/written";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { FirstDecision } from "@/lib/refusal-details";
import { inviteeOf } from "@/lib/request-words";
import type { RequestRow } from "@/lib/rows";
import { ApproveForm } from "./approve-form";
import { DenyForm } from "./deny-form";
import type { DecisionOutcome } from "./use-decisions";
import type { DecisionAction } from "./use-requests-address";

export interface OpenRequest {
  row: RequestRow;
  action: DecisionAction;
}

/** Asks once, then decides. When a colleague was faster it names them, before or after the click. */
export function DecideDialog({
  open,
  answered,
  roles,
  onApprove,
  onDeny,
  onClose,
  onClosed,
}: {
  open: OpenRequest | undefined;
  /** Set once the request has an answer that this page did not give. */
  answered: FirstDecision | undefined;
  /** The roles that the caller may give, strongest first. */
  roles: Role[];
  onApprove: (row: RequestRow, role: Role) => Promise<DecisionOutcome>;
  onDeny: (row: RequestRow, answer: { reason: string; block: boolean }) => Promise<DecisionOutcome>;
  onClose: () => void;
  /** After the dialog has closed, so that the focus can go back to the list. */
  onClosed: () => void;
}) {
  /** What the dialog shows while it fades out. */
  const [last, setLast] = useState(open);
  if (open && open !== last) setLast(open);
  const shown = open ?? last;

  return (
    <Dialog open={open !== undefined} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      {shown ? (
        <DialogContent
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
        >
          <Decide
            key={`${shown.row.id} ${shown.action}`}
            {...shown}
            {...{ answered, roles, onApprove, onDeny, onClose }}
          />
        </DialogContent>
      ) : null}
    </Dialog>
  );
}

function Decide({
  row,
  action,
  answered,
  roles,
  onApprove,
  onDeny,
  onClose,
}: OpenRequest & Omit<Parameters<typeof DecideDialog>[0], "open" | "onClosed">) {
  const [first, setFirst] = useState<FirstDecision>();
  const [problem, setProblem] = useState<string>();
  const decided = first ?? answered;

  /** Resolves with whether this page's decision was the one. */
  async function settle(outcome: Promise<DecisionOutcome>): Promise<boolean> {
    setProblem(undefined);
    const result = await outcome;
    switch (result.kind) {
      case "decided":
        onClose();
        break;
      case "tooLate":
        setFirst(result.first);
        break;
      case "refused":
        setProblem(result.problem);
        break;
      default:
        result satisfies never;
    }
    return result.kind === "decided";
  }

  if (decided) {
    return (
      <>
        <DialogHeader>
          <DialogTitle>{titleOf(decided, inviteeOf(row))}</DialogTitle>
          <DialogDescription asChild>
            <p>
              Answered <LiveAgo at={decided.at} />.{" "}
              {decided.decision === "approved"
                ? `${isolated(shownAddress(row.userEmail))} will get a new link.`
                : "They'll get that answer by email."}{" "}
              You didn't send anything.
            </p>
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Back to requests</Button>
          </DialogClose>
        </DialogFooter>
      </>
    );
  }
  const invitee = inviteeOf(row);
  return (
    <>
      <DialogHeader>
        <DialogTitle>
          {action === "approve"
            ? `Approve the request from ${invitee}?`
            : `Deny the request from ${invitee}?`}
        </DialogTitle>
        <DialogDescription>
          {action === "approve"
            ? `${isolated(shownAddress(row.userEmail))} will get a new link by email, with the full time to accept.`
            : "They'll see your answer right away, on their page and by email."}
        </DialogDescription>
      </DialogHeader>
      {row.message ? (
        <blockquote className="border-state-waiting border-l-2 pl-3 text-sm">
          <Passage>{row.message}</Passage>
        </blockquote>
      ) : null}
      {action === "approve" ? (
        <ApproveForm
          role={row.originalInvitation.role}
          roles={roles}
          problem={problem}
          onApprove={async (role) => {
            await settle(onApprove(row, role));
          }}
        />
      ) : (
        <DenyForm
          requestId={row.id}
          problem={problem}
          onDeny={(answer) => settle(onDeny(row, answer))}
        />
      )}
    </>
  );
}

function titleOf({ by, decision }: FirstDecision, invitee: string): string {
  const answered = `the request from ${invitee}`;
  return by === undefined
    ? `A new invitation already answered ${answered}`
    : `${isolated(by)} ${decision} ${answered}`;
}
