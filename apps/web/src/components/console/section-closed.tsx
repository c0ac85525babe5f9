import Link from "next/link";
import { EmptyState } from "@/components/brand/empty-state";
import { Button } from "@/components/ui/button";

/** For somebody who typed the address of a section that their role does not have. */
export function SectionClosed({ organizationSlug }: { organizationSlug: string }) {
  return (
    <EmptyState
      motif="door"
      title="This part is for owners and admins"
      action={
        <Button variant="outline" asChild>
          <Link href={`/orgs/${organizationSlug}`}>Open the overview</Link>
        </Button>
      }
    >
      Ask one of them if you need something changed here.
    </EmptyState>
  );
}
