"use client";

import { usePreloadedAuthQuery } from "@convex-dev/better-auth/nextjs/client";
import type { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { createContext, type ReactNode, useContext } from "react";
import { EmptyState } from "@/components/brand/empty-state";
import { Button } from "@/components/ui/button";
import type { Organization } from "@/lib/rows";

const OrganizationContext = createContext<Organization | null>(null);

/**
 * The organization of this console, live: a change of role changes what is shown, and a removed member loses the
 * open page.
 */
export function OrganizationProvider({
  preloaded,
  children,
}: {
  preloaded: Preloaded<typeof api.models.organizations.get>;
  children: ReactNode;
}) {
  const organization = usePreloadedAuthQuery(preloaded);
  if (!organization) return <AccessEnded />;
  return <OrganizationContext value={organization}>{children}</OrganizationContext>;
}

export function useOrganization(): Organization {
  const organization = useContext(OrganizationContext);
  if (!organization) throw new Error("useOrganization is called outside an OrganizationProvider.");
  return organization;
}

function AccessEnded() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        motif="door"
        title="You no longer have access to this organization"
        action={
          <Button asChild>
            <a href="/">Go to home page</a>
          </Button>
        }
      >
        Your session ended, or an admin removed you. Sign in again to find out.
      </EmptyState>
    </main>
  );
}
