"use client";

import { api } from "@vestibule/backend/api";
import { SECOND } from "@vestibule/backend/rules/time";
import type { Preloaded } from "convex/react";
import { useState } from "react";
import { EmptyState } from "@/components/brand/empty-state";
import { LoadMore } from "@/components/console/load-more";
import { PageHeader } from "@/components/console/page-header";
import { SectionClosed } from "@/components/console/section-closed";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import { useOrganization } from "@/components/providers/organization-provider";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";
import { useLiveSince, useServerNow } from "@/hooks/use-server-now";
import { useSettled } from "@/hooks/use-settled";
import type { Organization } from "@/lib/rows";
import { InvitationActions } from "./invitation-actions";
import { listArgs } from "./invitation-filter";
import { InvitationFilterBar } from "./invitation-filter-bar";
import { InviteDialog } from "./invite-dialog";
import { NextAction } from "./next-action";
import { NobodyInvited } from "./nobody-invited";
import { useInvitationFilter } from "./use-invitation-filter";

/** How long typing must pause before the list is asked again. */
const TYPING_PAUSE_MS = 150;

export function InvitationsScreen({
  first,
}: {
  /** The rows that the server rendered with; absent for a role that sees none. */
  first: Preloaded<typeof api.models.invitations.list> | undefined;
}) {
  const organization = useOrganization();
  const now = useServerNow(SECOND);
  const liveSince = useLiveSince();
  const [filter, change] = useInvitationFilter();
  /** The search field keeps its own text while typing; a new key empties it. */
  const [cleared, setCleared] = useState(0);
  const search = useSettled(filter.search, TYPING_PAUSE_MS);
  const { results, status, loadMore } = useLivePage(
    api.models.invitations.list,
    organization.may.seeInvitations ? listArgs(organization.id, { ...filter, search }) : "skip",
    { first },
  );
  const loading = status === "LoadingFirstPage";
  const isFiltered = filter.status !== undefined || search !== "";

  if (!organization.may.seeInvitations) {
    return <SectionClosed organizationSlug={organization.slug} />;
  }
  return (
    <>
      <PageHeader
        title="Invitations"
        actions={organization.may.invite ? <InviteDialog organization={organization} /> : null}
      >
        Everyone you've invited, and where things stand.
      </PageHeader>
      <InvitationFilterBar key={cleared} filter={filter} onChange={change} />
      <Card variant="flush">
        {status === "Exhausted" && results.length === 0 ? (
          <NothingToList
            organization={organization}
            isFiltered={isFiltered}
            onClear={() => {
              change({ status: undefined, search: "" });
              setCleared(cleared + 1);
            }}
          />
        ) : (
          <InvitationsTable
            rows={loading ? undefined : results}
            now={now}
            liveSince={liveSince}
            nextFor={(row) => <NextAction {...{ row, organization, now }} />}
            actionsFor={(row) => <InvitationActions {...{ row, organization, now }} />}
          />
        )}
        <LoadMore status={status} loadMore={loadMore} />
      </Card>
    </>
  );
}

function NothingToList({
  organization,
  isFiltered,
  onClear,
}: {
  organization: Organization;
  isFiltered: boolean;
  onClear: () => void;
}) {
  if (isFiltered) {
    return (
      <EmptyState
        motif="lamp"
        title="No matching invitations"
        action={
          <Button variant="outline" onClick={onClear}>
            Clear filter
          </Button>
        }
      >
        Search matches the start of an address.
      </EmptyState>
    );
  }
  return <NobodyInvited organization={organization} />;
}
