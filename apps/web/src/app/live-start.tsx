"use client";

import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { Landing } from "@/components/start/landing";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import { type PreloadedInvitations, useMyInvitations } from "@/hooks/use-my-invitations";
import type { Caller } from "@/lib/rows";
import { OrganizationChooserScreen } from "./organization-chooser-screen";

/** The start page of a signed-in person, live; once they are signed out, elsewhere too, everybody's. */
export function LiveStart({
  preloadedCaller,
  preloadedInvitations,
}: {
  preloadedCaller: Preloaded<typeof api.models.caller.get>;
  preloadedInvitations: PreloadedInvitations;
}) {
  const caller = useLiveAnswer(api.models.caller.get, {}, preloadedCaller);
  return caller ? <LiveChooser caller={caller} preloaded={preloadedInvitations} /> : <Landing />;
}

function LiveChooser({ caller, preloaded }: { caller: Caller; preloaded: PreloadedInvitations }) {
  return <OrganizationChooserScreen caller={caller} {...useMyInvitations(preloaded)} />;
}
