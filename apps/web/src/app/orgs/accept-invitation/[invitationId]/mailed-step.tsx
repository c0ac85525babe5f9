"use client";

import { useMutation } from "convex/react";
import { useState } from "react";
import { AutoReInvitedView } from "@/components/doorstep/auto-reinvited-view";
import type { MailedInvitation } from "@/components/doorstep/mailed-invitation-card";
import { NewerInvitationView } from "@/components/doorstep/newer-invitation-view";
import { RequestInvitationConfirmation } from "@/components/doorstep/request-invitation-confirmation";
import { useSubmit } from "@/hooks/use-submit";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { sendNewerAgain } from "@/lib/doorstep/functions";
import { sentenceOf } from "@/lib/failed-call";

/** A newer invitation is in the mailbox; from here it can be sent there once more. */
export function MailedStep({
  doorstep,
  here,
  now,
  sentByThisPage,
}: {
  doorstep: Extract<Doorstep, { kind: "newerExists" | "approved" }>;
  here: { invitationId: string; token?: string };
  now: number;
  /** This page had the invitation renewed by the organization's policy. */
  sentByThisPage: boolean;
}) {
  const sendAgain = useMutation(sendNewerAgain);
  const [sentAgain, setSentAgain] = useState(false);
  const { newerInvitation, organization } = doorstep.status;

  const { busy, problem, submit } = useSubmit(async () => {
    try {
      await sendAgain(here);
      setSentAgain(true);
    } catch (error) {
      return { problem: sentenceOf(error) };
    }
  });

  const mailed: MailedInvitation = {
    ...doorstep.newer,
    now,
    sentAgain,
    busy,
    problem,
    onSendAgain: submit,
    openHref:
      newerInvitation?.invitationId &&
      `/orgs/accept-invitation/${encodeURIComponent(newerInvitation.invitationId)}`,
  };
  if (doorstep.kind === "approved") {
    return (
      <RequestInvitationConfirmation
        organizationName={organization.name}
        decision={{ kind: "approved", mailed }}
      />
    );
  }
  return sentByThisPage ? (
    <AutoReInvitedView organizationName={organization.name} mailed={mailed} />
  ) : (
    <NewerInvitationView organizationName={organization.name} mailed={mailed} />
  );
}
