"use client";

import { api } from "@vestibule/backend/api";
import { useState } from "react";
import { useOrganization } from "@/components/console/organization-context";
import { PageHeader } from "@/components/console/page-header";
import { LoadMore } from "@/components/load-more";
import { MembersTable } from "@/components/members-table";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";

export function MembersScreen() {
  const organization = useOrganization();
  const [liveSince] = useState(() => Date.now());
  const { results, status, loadMore } = useLivePage(api.models.members.list, {
    organizationId: organization.id,
  });
  return (
    <>
      <PageHeader title="Members">Everyone who is in, and what they may do.</PageHeader>
      <Card variant="flush">
        <MembersTable
          rows={status === "LoadingFirstPage" ? undefined : results}
          liveSince={liveSince}
        />
        <LoadMore status={status} loadMore={loadMore} />
      </Card>
    </>
  );
}
