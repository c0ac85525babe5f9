"use client";

import { useState } from "react";
import { AutoReInvitedView } from "@/components/doorstep/auto-reinvited-view";
import type { MailedInvitation } from "@/components/doorstep/mailed-invitation-card";
import { NewerInvitationView } from "@/components/doorstep/newer-invitation-view";
import { RequestInvitationConfirmation } from "@/components/doorstep/request-invitation-confirmation";
import { useCall } from "@/hooks/use-line";
import { useReturnedForm } from "@/hooks/use-returned-form";
import { useSubmit } from "@/hooks/use-submit";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { sentenceOf } from "@/lib/doorstep/failed-call";
import { resendNewer } from "@/lib/doorstep/functions";
import type { Link } from "@/lib/doorstep/sign-up";

/** A newer invitation was mailed; from here the invitee can have it resent. */
export function MailedStep({
  doorstep,
  link,
  now,
}: {
  doorstep: Extract<Doorstep, { kind: "newerExists" | "approved" }>;
  link: Link;
  now: number;
}) {
  const resend = useCall(resendNewer);
  const [resent, setResent] = useState(useReturnedForm("resend")?.sent === true);
  const { newerInvitation, organization } = doorstep.view;

  const { busy, problem, submit } = useSubmit(
    async () => {
      try {
        await resend(link);
        setResent(true);
      } catch (error) {
        return { problem: sentenceOf(error) };
      }
    },
    { posts: "resend" },
  );

  const mailed: MailedInvitation = {
    ...doorstep.newer,
    now,
    resent,
    busy,
    problem,
    onResend: submit,
    openHref:
      newerInvitation?.invitationId &&
      `/orgs/accept-invitation/${encodeURIComponent(newerInvitation.invitationId)}`,
  };
  if (doorstep.kind === "approved") {
    return (
      <RequestInvitationConfirmation
        organizationName={organization.name}
        answer={{ kind: "approved", mailed }}
      />
    );
  }
  return doorstep.newer.isRenewal ? (
    <AutoReInvitedView organizationName={organization.name} mailed={mailed} />
  ) : (
    <NewerInvitationView organizationName={organization.name} mailed={mailed} />
  );
}
