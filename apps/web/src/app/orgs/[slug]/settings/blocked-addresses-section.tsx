"use client";

import { api } from "@vestibule/backend/api";
import { type Preloaded, useMutation } from "convex/react";
import { LoadMore } from "@/components/console/load-more";
import { BlockedAddresses } from "@/components/settings/blocked-addresses";
import { Skeleton } from "@/components/ui/skeleton";
import { useAddressAction } from "@/hooks/use-address-action";
import { useLivePage } from "@/hooks/use-live-page";

/** Live: an address that a colleague blocks or unblocks comes and goes. */
export function BlockedAddressesSection({
  organizationId,
  first,
}: {
  organizationId: string;
  first: Preloaded<typeof api.models.blockedAddresses.list> | undefined;
}) {
  const { results, status, loadMore } = useLivePage(
    api.models.blockedAddresses.list,
    { organizationId },
    { first },
  );
  const lift = useMutation(api.models.blockedAddresses.lift);
  const { run, ...state } = useAddressAction(
    (email) => lift({ organizationId, email }),
    (address) => `${address} can ask for a new invitation again`,
  );

  if (status === "LoadingFirstPage") return <Skeleton className="h-32" />;
  return (
    <div>
      <BlockedAddresses rows={results} {...state} onUnblock={run} />
      <LoadMore status={status} loadMore={loadMore} />
    </div>
  );
}
