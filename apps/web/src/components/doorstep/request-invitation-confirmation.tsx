"use client";

import { CheckCircle, MailCheck, MessageCircleX } from "lucide-react";
import { Passage } from "@/components/brand/written";
import { InvitationCard } from "@/components/doorstep/invitation-card";
import {
  type MailedInvitation,
  MailedInvitationCard,
} from "@/components/doorstep/mailed-invitation-card";
import { Button } from "@/components/ui/button";

export type RequestAnswer =
  | {
      kind: "waiting";
      requestNumber: number;
      maxRequests: number;
      /** It was decided, and the admin took that back. */
      isBack?: boolean | undefined;
      onDone: () => void;
    }
  | { kind: "approved"; mailed: MailedInvitation }
  | { kind: "denied"; reason?: string | undefined; onDone: () => void };

/** Until its mail leaves the approval can be taken back. */
const approvedLeads = {
  queued: "A new link leaves for your inbox in a few seconds.",
  sent: "We sent a new link to your inbox.",
  failed: "The email with your new link couldn't be sent.",
};

/** A request was sent. The page is live: an admin's decision appears here. */
export function RequestInvitationConfirmation({
  organizationName,
  answer,
}: {
  organizationName: string;
  answer: RequestAnswer;
}) {
  switch (answer.kind) {
    case "waiting":
      return (
        <InvitationCard
          icon={CheckCircle}
          iconClassName="text-state-accepted"
          title="Request Submitted"
          lead={
            answer.isBack
              ? `${organizationName} took back its answer. Your request is waiting again.`
              : `Your request to join ${organizationName} has been sent to the organization administrators.`
          }
          actions={
            <Button size="lg" variant="outline" className="noscript:hidden" onClick={answer.onDone}>
              Done
            </Button>
          }
          smallPrint={
            <p className="tabular-nums">
              Request {answer.requestNumber}/{answer.maxRequests}
            </p>
          }
        >
          <p className="text-balance text-center text-sm">
            You'll receive an email when your request is processed.{" "}
            <span className="noscript:hidden">
              If you keep this page open, the answer will appear here too.
            </span>
            <span className="hidden noscript:inline">
              Reload this page to see whether there is an answer.
            </span>
          </p>
        </InvitationCard>
      );
    case "approved":
      return (
        <MailedInvitationCard
          icon={MailCheck}
          title="Request approved"
          lead={`${organizationName} approved your request. ${approvedLeads[answer.mailed.delivery]}`}
          mailed={answer.mailed}
        />
      );
    case "denied":
      return (
        <InvitationCard
          icon={MessageCircleX}
          iconClassName="text-state-declined"
          title="Request denied"
          lead={`${organizationName} didn't send a new invitation.`}
          actions={
            <Button size="lg" variant="outline" onClick={answer.onDone}>
              Back to invitation
            </Button>
          }
        >
          {answer.reason ? (
            <blockquote className="border-state-declined border-l-2 pl-3 text-sm">
              <Passage>{answer.reason}</Passage>
            </blockquote>
          ) : null}
        </InvitationCard>
      );
    default:
      return answer satisfies never;
  }
}
