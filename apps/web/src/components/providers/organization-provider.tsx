"use client";

import type { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { type Preloaded, usePreloadedQuery } from "convex/react";
import { Activity, createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { AccessEnded } from "@/components/console/access-ended";
import { AccessContext } from "@/hooks/use-access";
import { DraftOwner } from "@/hooks/use-draft";
import { endingOf } from "@/lib/console-access";
import type { Caller, Organization } from "@/lib/rows";

interface Console {
  organization: Organization;
  caller: Caller;
}

const ConsoleContext = createContext<Console | null>(null);

/**
 * The organization of this console and who looks at it, live: a change of role changes what is shown, and who is removed
 * or signed out loses the open page. They read which of the two it was, and what they typed waits behind that, for when
 * they are let in again, in whatever tab. The answers are of one moment, so that one gives the reason for the other.
 */
export function OrganizationProvider({
  preloaded,
  preloadedCaller,
  children,
}: {
  preloaded: Preloaded<typeof api.models.organizations.get>;
  preloadedCaller: Preloaded<typeof api.models.caller.get>;
  children: ReactNode;
}) {
  const answer = usePreloadedQuery(preloaded);
  /** Its name as it stands in sentences. */
  const organization = useMemo(
    () => answer && { ...answer, name: isolated(answer.name) },
    [answer],
  );
  const caller = usePreloadedQuery(preloadedCaller);
  const [last, setLast] = useState<Console | null>(null);
  const isIn = organization !== null && caller !== null;
  if (isIn && (organization !== last?.organization || caller !== last.caller)) {
    setLast({ organization, caller });
  }
  const ending = endingOf(caller, last?.caller);
  // Another account gets neither what the first one saw nor what it typed.
  const kept = ending.kind === "otherAccount" ? null : last;
  const shown = isIn ? { organization, caller } : kept;
  return (
    <>
      {shown ? (
        <Activity key={shown.caller.user.id} mode={isIn ? "visible" : "hidden"}>
          <AccessContext value={isIn}>
            <DraftOwner value={shown.caller.user.id}>
              <ConsoleContext value={shown}>{children}</ConsoleContext>
            </DraftOwner>
          </AccessContext>
        </Activity>
      ) : null}
      {isIn ? null : <AccessEnded ending={ending} organizationName={last?.organization.name} />}
    </>
  );
}

export function useOrganization(): Organization {
  return useConsole().organization;
}

/** The signed-in person. */
export function useCaller(): Caller {
  return useConsole().caller;
}

function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (!console) throw new Error("A part of the console stands outside an OrganizationProvider.");
  return console;
}
