"use client";

import { useState } from "react";
import type { Doorstep } from "@/lib/invitation-status";

/** As long as the door takes to open (visual.md: 600 ms); whoever asked for less motion goes straight in. */
const DOOR_OPENS_MS = 600;

/**
 * Once somebody is let in, the live status says "accepted" before the browser has left: the doorstep is
 * held as it was, and the door opens over it.
 */
export function useArrival(live: Doorstep) {
  const [held, setHeld] = useState<Doorstep>();

  function enter(organizationSlug: string) {
    setHeld(live);
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    // A full navigation: the session is new, and every part of the page must learn of it.
    const leave = () => window.location.assign(`/orgs/${organizationSlug}`);
    if (still) leave();
    else window.setTimeout(leave, DOOR_OPENS_MS);
  }

  return { doorstep: held ?? live, opening: held !== undefined, enter };
}
