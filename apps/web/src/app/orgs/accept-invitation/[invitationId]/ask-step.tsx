"use client";

import { useState } from "react";
import { ExpiredInvitationView } from "@/components/doorstep/expired-invitation-view";
import {
  type RequestAnswer,
  RequestInvitationConfirmation,
} from "@/components/doorstep/request-invitation-confirmation";
import { useCall } from "@/hooks/use-line";
import { sentenceOf } from "@/lib/doorstep/failed-call";
import { createInvitationRequest } from "@/lib/doorstep/functions";
import type { Link } from "@/lib/doorstep/sign-up";
import type { AfterExpiry } from "./expired-step";

/** Asking for a new invitation, then watching the answer arrive. */
export function AskStep({
  doorstep,
  link,
  now,
}: {
  doorstep: AfterExpiry;
  link: Link;
  now: number;
}) {
  const requestNew = useCall(createInvitationRequest);
  const { invitation, organization, latestRequest, ...view } = doorstep.view;
  /**
   * The request that this page saw waiting, whichever tab made it. Its denial replaces the view; the denial of an
   * earlier request is only mentioned.
   */
  const [watched, setWatched] = useState(0);
  const waiting = latestRequest?.status === "pending" ? latestRequest.requestNumber : watched;
  if (waiting !== watched) setWatched(waiting);
  /** The request whose confirmation was closed with Done. */
  const [dismissed, setDismissed] = useState(0);

  function confirmation(): RequestAnswer | null {
    if (!latestRequest || latestRequest.requestNumber <= dismissed) return null;
    const { requestNumber } = latestRequest;
    const onDone = () => setDismissed(requestNumber);
    if (latestRequest.status === "pending") {
      const isBack = latestRequest.decisionUndone;
      return { kind: "waiting", requestNumber, maxRequests: view.maxRequests, isBack, onDone };
    }
    return latestRequest.status === "denied" && requestNumber === watched
      ? { kind: "denied", reason: latestRequest.denyReason, onDone }
      : null;
  }

  const answer = confirmation();
  if (answer) {
    return (
      <RequestInvitationConfirmation
        key={answer.kind}
        organizationName={organization.name}
        answer={answer}
      />
    );
  }

  return (
    <ExpiredInvitationView
      organizationName={organization.name}
      role={invitation.role}
      originalInviteDate={invitation.createdAt}
      expiredDate={invitation.expiresAt}
      adminContactEmail={organization.adminContactEmail}
      canRequestNew={view.canRequestNew}
      requestCount={view.requestCount}
      maxRequests={view.maxRequests}
      nextRequestAt={view.nextRequestAt}
      now={now}
      deniedReason={
        latestRequest?.status === "denied" ? (latestRequest.denyReason ?? "") : undefined
      }
      isWaiting={latestRequest?.status === "pending"}
      onRequestNew={async (message) => {
        try {
          const { success, message: said } = await requestNew({
            originalInvitationId: link.invitationId,
            userEmail: invitation.email,
            ...(link.token !== undefined && { token: link.token }),
            ...(message !== undefined && { message }),
          });
          return success ? null : said;
        } catch (error) {
          return sentenceOf(error);
        }
      }}
    />
  );
}
