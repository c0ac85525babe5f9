"use client";

import { api } from "@vestibule/backend/api";
import { type Preloaded, useMutation } from "convex/react";
import { LoadMore } from "@/components/console/load-more";
import { UndeliverableAddresses } from "@/components/settings/undeliverable-addresses";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddressAction } from "@/hooks/use-address-action";
import { useLivePage } from "@/hooks/use-live-page";

/** Live: an address comes when mail there bounces for good, and goes when a colleague allows it again. */
export function UndeliverableAddressesSection({
  organizationId,
  first,
}: {
  organizationId: string;
  first: Preloaded<typeof api.models.undeliverableAddresses.list> | undefined;
}) {
  const { results, status, loadMore } = useLivePage(
    api.models.undeliverableAddresses.list,
    { organizationId },
    { first },
  );
  const allow = useMutation(api.models.undeliverableAddresses.allow);
  const { run, ...state } = useAddressAction(
    (email) => allow({ organizationId, email }),
    (address) => `Email to ${address} is allowed again`,
  );

  if (status === "LoadingFirstPage") return <Skeleton className="h-32" />;
  return (
    <div>
      <UndeliverableAddresses rows={results} {...state} onAllow={run} />
      <LoadMore status={status} loadMore={loadMore} />
    </div>
  );
}
