"use client";

import { api } from "@vestibule/backend/api";
import { SECOND } from "@vestibule/backend/rules/time";
import type { Preloaded } from "convex/react";
import { Bell } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { MembersTable } from "@/components/console/members-table";
import { PageHeader } from "@/components/console/page-header";
import { InvitationsTable } from "@/components/invitations/invitations-table";
import { useOrganization } from "@/components/providers/organization-provider";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useLivePage } from "@/hooks/use-live-page";
import { useLiveSince, useServerNow } from "@/hooks/use-server-now";
import { useWaitingCount, type WaitingCount } from "@/hooks/use-waiting-count";
import type { Organization } from "@/lib/rows";
import { GLANCE } from "./glance";
import { InviteDialog } from "./invitations/invite-dialog";
import { NobodyInvited } from "./invitations/nobody-invited";

/** What the server rendered with, as far as the role sees it. */
interface First {
  waiting?: WaitingCount | undefined;
  open?: Preloaded<typeof api.models.invitations.list>;
  /** Any invitation at all, where none is open. */
  ever?: Preloaded<typeof api.models.invitations.list>;
  members?: Preloaded<typeof api.models.members.list> | undefined;
}

export function OverviewScreen({ first }: { first: First }) {
  const organization = useOrganization();
  return (
    <>
      <PageHeader
        title={organization.name}
        actions={organization.may.invite ? <InviteDialog organization={organization} /> : null}
      >
        {organization.may.seeInvitations ? "Members and open invitations" : "Members"}
      </PageHeader>
      {organization.may.seeRequests ? (
        <WaitingRequests organization={organization} first={first} />
      ) : null}
      {organization.may.seeInvitations ? (
        <OpenInvitations organization={organization} first={first} />
      ) : null}
      <Members organization={organization} first={first} />
    </>
  );
}

interface Part {
  organization: Organization;
  first: First;
}

function WaitingRequests({ organization, first }: Part) {
  const waiting = useWaitingCount(organization, first.waiting);
  if (!waiting) return null;
  return (
    <Alert variant="brass" role="status" className="animate-appear">
      <Bell aria-hidden="true" />
      <AlertTitle>
        {waiting === 1 ? "1 person is" : `${waiting} people are`} waiting for a new invitation
      </AlertTitle>
      <AlertDescription>
        <Link
          href={`/orgs/${organization.slug}/requests`}
          className="text-foreground underline underline-offset-4"
        >
          View requests
        </Link>
      </AlertDescription>
    </Alert>
  );
}

function OpenInvitations({ organization, first }: Part) {
  const now = useServerNow(SECOND);
  const liveSince = useLiveSince();
  const { results, status } = useLivePage(
    api.models.invitations.list,
    { organizationId: organization.id, status: "pending" },
    { first: first.open, items: GLANCE },
  );
  const loading = status === "LoadingFirstPage";
  const noneOpen = !loading && results.length === 0;
  const ever = useLivePage(
    api.models.invitations.list,
    noneOpen ? { organizationId: organization.id } : "skip",
    { first: first.ever, items: 1 },
  );
  return (
    <Glance title="Open invitations" href={`/orgs/${organization.slug}/invitations?status=pending`}>
      {!noneOpen || ever.status === "LoadingFirstPage" ? (
        <InvitationsTable
          rows={noneOpen || loading ? undefined : results}
          {...{ now, liveSince }}
        />
      ) : ever.results.length === 0 ? (
        <NobodyInvited organization={organization} />
      ) : (
        <p className="px-4 py-6 text-muted-foreground text-sm">
          No open invitations. New ones appear here until they're answered or expire.
        </p>
      )}
    </Glance>
  );
}

function Members({ organization, first }: Part) {
  const liveSince = useLiveSince();
  const { results, status } = useLivePage(
    api.models.members.list,
    { organizationId: organization.id },
    { first: first.members, items: GLANCE },
  );
  return (
    <Glance title="Members" href={`/orgs/${organization.slug}/members`}>
      <MembersTable
        rows={status === "LoadingFirstPage" ? undefined : results}
        liveSince={liveSince}
      />
    </Glance>
  );
}

function Glance({ title, href, children }: { title: string; href: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <div className="flex items-center justify-between">
        <h2 className="font-medium">{title}</h2>
        <Button variant="ghost" size="sm" asChild>
          <Link href={href}>See all {title.toLowerCase()}</Link>
        </Button>
      </div>
      <Card variant="flush">{children}</Card>
    </section>
  );
}
