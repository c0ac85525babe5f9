"use client";

import { api } from "@vestibule/backend/api";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { type Preloaded, useMutation } from "convex/react";
import { useState } from "react";
import { toast } from "sonner";
import { LoadMore } from "@/components/console/load-more";
import { UndeliverableAddresses } from "@/components/settings/undeliverable-addresses";
import { Skeleton } from "@/components/ui/skeleton";
import { useLivePage } from "@/hooks/use-live-page";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sentenceOf } from "@/lib/failed-call";

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
  const [allowing, setAllowing] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const [run] = useSingleFlight(async (email: string) => {
    setProblem(undefined);
    setAllowing(email);
    try {
      await allow({ organizationId, email });
      toast.success(`Email to ${isolated(shownAddress(email))} is allowed again`);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setAllowing(undefined);
  });

  if (status === "LoadingFirstPage") return <Skeleton className="h-32" />;
  return (
    <div>
      <UndeliverableAddresses
        rows={results}
        allowing={allowing}
        problem={problem}
        onAllow={(email) => void run(email)}
      />
      <LoadMore status={status} loadMore={loadMore} />
    </div>
  );
}
