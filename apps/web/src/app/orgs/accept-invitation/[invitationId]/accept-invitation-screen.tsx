"use client";

import type { api } from "@vestibule/backend/api";
import { type Preloaded, usePreloadedQuery } from "convex/react";
import { ArchCard } from "@/components/brand/arch-card";
import { ArchMark } from "@/components/brand/arch-mark";
import { Face } from "@/components/face";
import { useNow } from "@/hooks/use-now";
import { announcementOf } from "@/lib/doorstep-announcement";
import { doorstepOf } from "@/lib/invitation-status";
import { DoorstepView } from "./doorstep-view";
import { lightOf } from "./light-of";
import { useArrival } from "./use-arrival";

const SECOND = 1000;

/** The live status in, exactly one view out, in a frame that stays while the state changes. */
export function AcceptInvitationScreen({
  preloaded,
  serverNow,
  invitationId,
  token,
}: {
  preloaded: Preloaded<typeof api.models.invitations.checkInvitationStatus>;
  serverNow: number;
  invitationId: string;
  token?: string;
}) {
  const answer = usePreloadedQuery(preloaded);
  const now = useNow(SECOND, serverNow);
  const arrival = useArrival(doorstepOf(answer, now));
  const { doorstep, opening } = arrival;
  const known = doorstep.kind === "notFound" ? null : doorstep.status;

  return (
    <main className="grid min-h-dvh place-items-center">
      <p aria-live="polite" className="sr-only">
        {opening ? "Welcome. The door is open." : announcementOf(doorstep)}
      </p>
      <ArchCard
        light={lightOf(doorstep)}
        opening={opening}
        crown={
          known ? (
            <span className="relative">
              <Face
                name={known.organization.name}
                image={known.organization.logo}
                shape="organization"
                size="lg"
              />
              <Face
                name={known.invitation.inviter.name}
                image={known.invitation.inviter.image}
                size="sm"
                className="absolute -right-3 -bottom-2 ring-2 ring-card"
              />
            </span>
          ) : (
            <ArchMark className="size-12 text-muted-foreground" />
          )
        }
      >
        <DoorstepView
          // Asking and waiting are one step: what the page has seen must survive the change.
          key={doorstep.kind === "requested" ? "expired" : doorstep.kind}
          doorstep={doorstep}
          now={now}
          invitationId={invitationId}
          token={token}
          onArrive={arrival.enter}
        />
      </ArchCard>
    </main>
  );
}
