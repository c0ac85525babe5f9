"use client";

import type { ReactNode } from "react";
import { AutoReInvitedView } from "@/components/doorstep/auto-reinvited-view";
import { useReturnedForm } from "@/hooks/use-returned-form";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { AskStep } from "./ask-step";
import { MailedStep } from "./mailed-step";
import { useAutoReInvite } from "./use-auto-re-invite";

export type AfterExpiry = Extract<
  Doorstep,
  { kind: "expired" | "requested" | "autoReInvite" | "newerExists" | "approved" }
>;

/** Everything that an expired link offers. One step, which knows what was asked from this page. */
export function ExpiredStep({
  doorstep,
  invitationId,
  token,
  now,
}: {
  doorstep: AfterExpiry;
  invitationId: string;
  token: string | undefined;
  now: number;
}): ReactNode {
  const link = { invitationId, ...(token !== undefined && { token }) };
  const wasRefused = useAutoReInvite(doorstep, link);
  /** The same, asked for by a page without scripts. */
  const renewed = useReturnedForm("renew");

  switch (doorstep.kind) {
    case "newerExists":
    case "approved":
      return <MailedStep {...{ doorstep, link, now }} />;
    case "autoReInvite":
      if (!wasRefused && !renewed?.problem) {
        return (
          <AutoReInvitedView
            organizationName={doorstep.view.organization.name}
            mailed={undefined}
          />
        );
      }
      break;
    case "expired":
    case "requested":
      break;
    default:
      return doorstep satisfies never;
  }
  return <AskStep {...{ doorstep, link, now }} />;
}
