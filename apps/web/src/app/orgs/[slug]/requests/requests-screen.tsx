"use client";

import { useState } from "react";
import { PageHeader } from "@/components/console/page-header";
import { SectionClosed } from "@/components/console/section-closed";
import { useOrganization } from "@/components/providers/organization-provider";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { ServerClock, useAheadOfBrowser } from "@/hooks/use-server-now";
import { RequestHistory } from "./request-history";
import { useDecisions } from "./use-decisions";
import { type RequestsView, useRequestsAddress } from "./use-requests-address";
import { WaitingRequests } from "./waiting-requests";

export function RequestsScreen({ serverNow }: { serverNow: number }) {
  const ahead = useAheadOfBrowser(serverNow);
  const [liveSince] = useState(() => Date.now() + ahead);
  const organization = useOrganization();
  const { view, show, named } = useRequestsAddress();
  const decisions = useDecisions();
  if (!organization.may.seeRequests) return <SectionClosed organizationSlug={organization.slug} />;
  return (
    <ServerClock value={ahead}>
      <PageHeader title="Requests">
        People whose invitation expired, asking for a new one.
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
            named={named}
            onNamedDone={() => show("waiting")}
          />
        </TabsContent>
        <TabsContent value="history">
          <RequestHistory organizationId={organization.id} onUndo={decisions.takeBack} />
        </TabsContent>
      </Tabs>
    </ServerClock>
  );
}
