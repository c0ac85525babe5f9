"use client";

import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { type Preloaded, useMutation } from "convex/react";
import { useState } from "react";
import { toast } from "sonner";
import { LoadMore } from "@/components/console/load-more";
import { BlockedAddresses } from "@/components/settings/blocked-addresses";
import { Skeleton } from "@/components/ui/skeleton";
import { useLivePage } from "@/hooks/use-live-page";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sentenceOf } from "@/lib/failed-call";

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
  const [unblocking, setUnblocking] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const [unblock] = useSingleFlight(async (email: string) => {
    setProblem(undefined);
    setUnblocking(email);
    try {
      await lift({ organizationId, email });
      toast.success(`${isolated(shownAddress(email))} can ask for a new invitation again`);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setUnblocking(undefined);
  });

  if (status === "LoadingFirstPage") return <Skeleton className="h-32" />;
  return (
    <div>
      <BlockedAddresses
        rows={results}
        unblocking={unblocking}
        problem={problem}
        onUnblock={(email) => void unblock(email)}
      />
      <LoadMore status={status} loadMore={loadMore} />
    </div>
  );
}
