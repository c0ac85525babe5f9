"use client";

import { lazy, type ReactNode, Suspense } from "react";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import { JoinStep } from "./join-step";
import type { Enter } from "./use-arrival";

/** Most invitees join: what the others see is fetched when they need it, and rendered by the server all the same. */
const ExpiredStep = lazy(async () => ({ default: (await import("./expired-step")).ExpiredStep }));
const ClosedStep = lazy(async () => ({ default: (await import("./closed-step")).ClosedStep }));

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
