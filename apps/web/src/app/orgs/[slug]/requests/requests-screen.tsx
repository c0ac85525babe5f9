"use client";

import type { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { PageHeader } from "@/components/console/page-header";
import { SectionClosed } from "@/components/console/section-closed";
import { useOrganization } from "@/components/providers/organization-provider";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useLiveSince } from "@/hooks/use-server-now";
import { RequestHistory } from "./request-history";
import { useDecisions } from "./use-decisions";
import { type RequestsView, useRequestsAddress } from "./use-requests-address";
import { WaitingRequests } from "./waiting-requests";

type List = Preloaded<typeof api.models.invitationRequests.list>;

export function RequestsScreen({
  first,
}: {
  /** What the server rendered with: the lists of the tab that the address names. */
  first: { waiting?: List; approved?: List; denied?: List };
}) {
  const liveSince = useLiveSince();
  const organization = useOrganization();
  const { view, show, named } = useRequestsAddress();
  const decisions = useDecisions();
  if (!organization.may.seeRequests) return <SectionClosed organizationSlug={organization.slug} />;
  return (
    <>
      <PageHeader title="Requests">
        People whose invitation expired and who asked for a new one.
      </PageHeader>
      <Tabs
        value={view}
        onValueChange={(value) => show(value as RequestsView)}
        className="relative"
      >
        <TabsList>
          <TabsTrigger value="waiting">Waiting</TabsTrigger>
          <TabsTrigger value="history">History</TabsTrigger>
        </TabsList>
        <TabsContent value="waiting" className="flex flex-col gap-3">
          <WaitingRequests
            organization={organization}
            decisions={decisions}
            liveSince={liveSince}
            first={first.waiting}
            named={named}
            onNamedDone={() => show("waiting")}
          />
        </TabsContent>
        <TabsContent value="history">
          <RequestHistory organizationId={organization.id} first={first} onUndo={decisions.undo} />
        </TabsContent>
      </Tabs>
    </>
  );
}
