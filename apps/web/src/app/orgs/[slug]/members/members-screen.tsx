"use client";

import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { LoadMore } from "@/components/console/load-more";
import { MembersTable } from "@/components/console/members-table";
import { PageHeader } from "@/components/console/page-header";
import { useOrganization } from "@/components/providers/organization-provider";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";
import { useLiveSince } from "@/hooks/use-server-now";

export function MembersScreen({
  first,
}: {
  first: Preloaded<typeof api.models.members.list> | undefined;
}) {
  const organization = useOrganization();
  const liveSince = useLiveSince();
  const { results, status, loadMore } = useLivePage(
    api.models.members.list,
    { organizationId: organization.id },
    { first },
  );
  return (
    <>
      <PageHeader title="Members">Everyone in this organization, and their roles.</PageHeader>
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
