"use client";

import { api } from "@vestibule/backend/api";
import { useState } from "react";
import { LoadMore } from "@/components/console/load-more";
import { MembersTable } from "@/components/console/members-table";
import { PageHeader } from "@/components/console/page-header";
import { useOrganization } from "@/components/providers/organization-provider";
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
