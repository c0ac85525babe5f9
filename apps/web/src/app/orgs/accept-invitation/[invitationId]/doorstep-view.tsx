"use client";

import type { ReactNode } from "react";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { patientLazy } from "@/lib/patient-import";
import type { Enter } from "./use-arrival";

/**
 * Each page fetches what it shows, and until then its forms are sent by the browser. The server has it all at
 * hand, because a page that would have to wait for it reads as empty without scripts.
 */
const JoinStep =
  typeof window === "undefined"
    ? (require("./join-step") as typeof import("./join-step")).JoinStep
    : patientLazy(async () => (await import("./join-step")).JoinStep);
const ExpiredStep =
  typeof window === "undefined"
    ? (require("./expired-step") as typeof import("./expired-step")).ExpiredStep
    : patientLazy(async () => (await import("./expired-step")).ExpiredStep);
const ClosedStep =
  typeof window === "undefined"
    ? (require("./closed-step") as typeof import("./closed-step")).ClosedStep
    : patientLazy(async () => (await import("./closed-step")).ClosedStep);

/** One view for each doorstep. */
export function DoorstepView({
  doorstep,
  now,
  invitationId,
  token,
  onEnter,
}: {
  doorstep: Doorstep;
  now: number;
  invitationId: string;
  token?: string | undefined;
  onEnter: Enter;
}): ReactNode {
  switch (doorstep.kind) {
    case "join":
      return <JoinStep {...{ doorstep, now, invitationId, token, onEnter }} />;
    case "expired":
    case "requested":
    case "autoReInvite":
    case "newerExists":
    case "approved":
      return <ExpiredStep {...{ doorstep, now, invitationId, token }} />;
    default:
      return <ClosedStep doorstep={doorstep} />;
  }
}
