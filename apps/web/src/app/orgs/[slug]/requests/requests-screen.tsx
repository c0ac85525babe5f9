"use client";

import { api } from "@vestibule/backend/api";
import { useState } from "react";
import { useOrganization } from "@/components/console/organization-context";
import { PageHeader } from "@/components/console/page-header";
import { EmptyState } from "@/components/empty-state";
import { LoadMore } from "@/components/load-more";
import { RequestsList } from "@/components/requests-list";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";

export function RequestsScreen() {
  const organization = useOrganization();
  const [liveSince] = useState(() => Date.now());
  const { results, status, loadMore } = useLivePage(
    api.models.invitationRequests.list,
    organization.may.seeRequests ? { organizationId: organization.id, status: "pending" } : "skip",
  );
  const loading = status === "LoadingFirstPage";
  return (
    <>
      <PageHeader title="Requests">
        People whose invitation expired, asking for a new one.
      </PageHeader>
      <Card variant="flush">
        {!loading && results.length === 0 ? (
          <EmptyState motif="bell" title="Nobody is waiting">
            When somebody opens an expired link and asks for a new one, the bell rings here.
          </EmptyState>
        ) : (
          <RequestsList rows={loading ? undefined : results} liveSince={liveSince} />
        )}
        <LoadMore status={status} loadMore={loadMore} />
      </Card>
    </>
  );
}
