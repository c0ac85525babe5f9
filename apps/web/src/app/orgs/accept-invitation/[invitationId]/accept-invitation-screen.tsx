"use client";

import { SECOND } from "@vestibule/backend/rules/time";
import { Suspense, useEffect, useRef } from "react";
import { ArchCard, DOORSTEP } from "@/components/brand/arch-card";
import { ArchMark } from "@/components/brand/arch-mark";
import { Face } from "@/components/brand/face";
import { useCalmNow } from "@/hooks/use-calm-now";
import { FirstView } from "@/hooks/use-fresh-view-focus";
import { useLiveLine } from "@/hooks/use-line";
import { PostedForms } from "@/hooks/use-returned-form";
import { announcementOf } from "@/lib/doorstep/announcement";
import { type Doorstep, doorstepOf, type LinkView, successorOf } from "@/lib/doorstep/doorstep";
import { checkInvitationStatus } from "@/lib/doorstep/functions";
import { titleOf } from "@/lib/doorstep/title";
import type { ReturnedForm } from "@/lib/posted-forms";
import { DoorstepView } from "./doorstep-view";
import { lightOf } from "./light-of";
import { useArrival } from "./use-arrival";
import { useRecordedView } from "./use-recorded-view";

/** The live LinkView in, exactly one view out, in a frame that stays while the view changes. */
export function AcceptInvitationScreen({
  first,
  serverNow,
  invitationId,
  token,
  returned,
}: {
  /** What the server was answered. */
  first: LinkView;
  serverNow: number;
  invitationId: string;
  token?: string;
  returned: ReturnedForm | undefined;
}) {
  const opened =
    useLiveLine(
      checkInvitationStatus,
      { invitationId, ...(token !== undefined && { token }) },
      first,
    ) ?? first;
  useRecordedView({ invitationId, token }, opened.status !== "not_found");
  const successor = successorOf(opened);
  const next = useLiveLine(
    checkInvitationStatus,
    successor === undefined ? undefined : { invitationId: successor },
  );
  const answer = next?.invitation ? next : opened;
  const now = useCalmNow(SECOND, serverNow);
  const arrival = useArrival(doorstepOf(answer, now));
  const { doorstep, opening } = arrival;
  const title = titleOf(doorstep);
  useEffect(() => {
    document.title = title;
  }, [title]);
  const firstView = useRef<string>(null);
  const link =
    answer === next && successor
      ? { invitationId: successor }
      : { invitationId, ...(token !== undefined && { token }) };
  const known = doorstep.kind === "notFound" ? null : doorstep.view;

  return (
    <main className={DOORSTEP}>
      <p aria-live="polite" className="sr-only">
        {opening ? "Welcome. Taking you to the organization." : announcementOf(doorstep)}
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
        <FirstView value={firstView}>
          <PostedForms value={{ fields: link, returned }}>
            {/* Around every step: one whose script is on its way leaves the step before it on the page. */}
            <Suspense>
              <DoorstepView
                key={stepOf(doorstep)}
                doorstep={doorstep}
                now={now}
                {...link}
                onEnter={arrival.enter}
              />
            </Suspense>
          </PostedForms>
        </FirstView>
      </ArchCard>
    </main>
  );
}

/** All that an expired link offers is one step, so that its component, which knows what the page did, stays mounted. */
function stepOf(doorstep: Doorstep): string {
  switch (doorstep.kind) {
    case "join":
      return doorstep.door;
    case "expired":
    case "requested":
    case "autoReInvite":
    case "newerExists":
    case "approved":
      return "expired";
    default:
      return doorstep.kind;
  }
}
