"use client";

import { useState } from "react";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import type { JoinOutcome } from "@/lib/doorstep/sign-up";
import { useOtherTabs } from "./use-other-tabs";

/** How long the door takes to open. With reduced motion the browser leaves at once. */
const DOOR_OPENS_MS = 600;

/** Runs an attempt to join, and opens the door when it succeeds. */
export type Enter = (attempt: () => Promise<JoinOutcome>) => Promise<JoinOutcome>;

/**
 * The live view says "accepted" as soon as the server has let the invitee in, which can be before this page
 * has its own answer. So the doorstep is held from the moment of asking, until a refusal; else the door opens
 * over it.
 */
export function useArrival(live: Doorstep) {
  const [held, setHeld] = useState<Doorstep>();
  const [opening, setOpening] = useState(false);
  const invitationId = live.kind === "notFound" ? undefined : live.view.invitation.id;
  const tellOtherTabs = useOtherTabs(invitationId, () => {
    // The server sees the new session and renders the page for a member.
    if (!opening) window.location.reload();
  });

  const enter: Enter = async (attempt) => {
    setHeld(live);
    const outcome = await attempt();
    if (outcome.kind === "joined") openDoor(outcome.organizationSlug);
    else setHeld(undefined);
    return outcome;
  };

  function openDoor(organizationSlug: string) {
    setOpening(true);
    tellOtherTabs();
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    // A full navigation: every part of the page must get the new session.
    const leave = () => window.location.assign(`/orgs/${organizationSlug}`);
    if (still) leave();
    else window.setTimeout(leave, DOOR_OPENS_MS);
  }

  return { doorstep: held ?? live, opening, enter };
}
