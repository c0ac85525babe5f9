"use client";

import { lazy, type ReactNode, Suspense } from "react";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { JoinStep } from "./join-step";
import type { Enter } from "./use-arrival";

/**
 * Most invitees join: what the others see is fetched when they need it. The server has it at hand, because a
 * page that would have to wait for it reads as empty without scripts.
 */
const ExpiredStep =
  typeof window === "undefined"
    ? (require("./expired-step") as typeof import("./expired-step")).ExpiredStep
    : lazy(async () => ({ default: (await import("./expired-step")).ExpiredStep }));
const ClosedStep =
  typeof window === "undefined"
    ? (require("./closed-step") as typeof import("./closed-step")).ClosedStep
    : lazy(async () => ({ default: (await import("./closed-step")).ClosedStep }));

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
      return (
        <Suspense>
          <ExpiredStep {...{ doorstep, now, invitationId, token }} />
        </Suspense>
      );
    default:
      return (
        <Suspense>
          <ClosedStep doorstep={doorstep} />
        </Suspense>
      );
  }
}
