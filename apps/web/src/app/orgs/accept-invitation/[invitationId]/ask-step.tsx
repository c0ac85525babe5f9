"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { ExpiredInvitationView } from "@/components/doorstep/expired-invitation-view";
import {
  type RequestDecision,
  RequestInvitationConfirmation,
} from "@/components/doorstep/request-invitation-confirmation";
import { createInvitationRequest } from "@/lib/doorstep/functions";
import { sentenceOf } from "@/lib/failed-call";
import type { AfterExpiry } from "./expired-step";

/** Asking for a new invitation, then watching the answer arrive. */
export function AskStep({
  doorstep,
  here,
  now,
}: {
  doorstep: AfterExpiry;
  here: { invitationId: string; token?: string };
  now: number;
}) {
  const requestNew = useMutation(createInvitationRequest);
  const { invitation, organization, latestRequest, ...status } = doorstep.status;
  /**
   * The request that this page saw waiting, whichever tab it was made in: its denial is news, an earlier
   * one's is a remark.
   */
  const [watched, setWatched] = useState(0);
  const waiting = latestRequest?.status === "pending" ? latestRequest.requestNumber : watched;
  if (waiting !== watched) setWatched(waiting);
  /** The request whose confirmation was closed with Done. */
  const [dismissed, setDismissed] = useState(0);

  function confirmation(): RequestDecision | null {
    if (!latestRequest || latestRequest.requestNumber <= dismissed) return null;
    const { requestNumber } = latestRequest;
    const onDone = () => setDismissed(requestNumber);
    if (latestRequest.status === "pending") {
      return { kind: "waiting", requestNumber, maxRequests: status.maxRequests, onDone };
    }
    return latestRequest.status === "denied" && requestNumber === watched
      ? { kind: "denied", reason: latestRequest.denyReason, onDone }
      : null;
  }

  const decision = confirmation();
  if (decision) {
    return (
      <RequestInvitationConfirmation
        key={decision.kind}
        organizationName={organization.name}
        decision={decision}
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
      canRequestNew={status.canRequestNew}
      requestCount={status.requestCount}
      maxRequests={status.maxRequests}
      nextRequestAt={status.nextRequestAt}
      now={now}
      deniedReason={
        latestRequest?.status === "denied" ? (latestRequest.denyReason ?? "") : undefined
      }
      isWaiting={latestRequest?.status === "pending"}
      onRequestNew={async (message) => {
        try {
          const answer = await requestNew({
            originalInvitationId: here.invitationId,
            userEmail: invitation.email,
            ...(here.token !== undefined && { token: here.token }),
            ...(message !== undefined && { message }),
          });
          return answer.success ? null : answer.message;
        } catch (error) {
          return sentenceOf(error);
        }
      }}
    />
  );
}
