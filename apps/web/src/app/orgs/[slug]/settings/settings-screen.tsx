"use client";

import { api } from "@vestibule/backend/api";
import { useConvexAuth, useQuery } from "convex/react";
import { useOrganization } from "@/components/console/organization-context";
import { PageHeader } from "@/components/console/page-header";
import { SectionClosed } from "@/components/section-closed";
import { Skeleton } from "@/components/ui/skeleton";
import { PolicySettings } from "./policy-settings";

export function SettingsScreen() {
  const organization = useOrganization();
  const { isAuthenticated } = useConvexAuth();
  const mayChange = organization.may.changeSettings;
  const policy = useQuery(
    api.models.organizationSettings.get,
    mayChange && isAuthenticated ? { organizationId: organization.id } : "skip",
  );
  if (!mayChange) return <SectionClosed organizationSlug={organization.slug} />;
  return (
    <>
      <PageHeader title="Settings">What an invitation from {organization.name} does.</PageHeader>
      {policy ? (
        <PolicySettings organizationId={organization.id} policy={policy} />
      ) : (
        <div className="flex flex-col gap-6" aria-busy="true">
          <p className="sr-only">Loading the settings…</p>
          <Skeleton className="h-64" />
          <Skeleton className="h-96" />
          <Skeleton className="h-64" />
        </div>
      )}
    </>
  );
}
