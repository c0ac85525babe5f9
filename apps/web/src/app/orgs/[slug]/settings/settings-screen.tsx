"use client";

import { api } from "@vestibule/backend/api";
import type { Preloaded } from "convex/react";
import { PageHeader } from "@/components/console/page-header";
import { SectionClosed } from "@/components/console/section-closed";
import { useOrganization } from "@/components/providers/organization-provider";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import { BlockedAddressesSection } from "./blocked-addresses-section";
import { LookSection } from "./look-section";
import { PolicySettings } from "./policy-settings";
import { UndeliverableAddressesSection } from "./undeliverable-addresses-section";

export function SettingsScreen({
  first,
}: {
  first: {
    policy?: Preloaded<typeof api.models.organizationSettings.get>;
    look?: Preloaded<typeof api.models.organizationLook.get>;
    blocked?: Preloaded<typeof api.models.blockedAddresses.list>;
    undeliverable?: Preloaded<typeof api.models.undeliverableAddresses.list>;
  };
}) {
  const organization = useOrganization();
  const mayChange = organization.may.changeSettings;
  const policy = useLiveAnswer(
    api.models.organizationSettings.get,
    mayChange ? { organizationId: organization.id } : "skip",
    first.policy,
  );
  const look = useLiveAnswer(
    api.models.organizationLook.get,
    mayChange ? { organizationId: organization.id } : "skip",
    first.look,
  );
  if (!mayChange) return <SectionClosed organizationSlug={organization.slug} />;
  return (
    <>
      <PageHeader title="Settings">How invitations from {organization.name} work</PageHeader>
      {policy && look ? (
        <div className="flex flex-col gap-6">
          <PolicySettings key={organization.id} organizationId={organization.id} policy={policy} />
          <LookSection key={`look of ${organization.id}`} organization={organization} look={look} />
          <UndeliverableAddressesSection
            organizationId={organization.id}
            first={first.undeliverable}
          />
          <BlockedAddressesSection organizationId={organization.id} first={first.blocked} />
        </div>
      ) : (
        <div className="flex flex-col gap-6" aria-busy="true">
          <p className="sr-only">Loading settings…</p>
          <Skeleton className="h-64" />
          <Skeleton className="h-96" />
          <Skeleton className="h-64" />
        </div>
      )}
    </>
  );
}
