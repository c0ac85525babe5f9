import Link from "next/link";
import { EmptyState } from "@/components/brand/empty-state";
import { Button } from "@/components/ui/button";

/** For somebody who typed the address of a section that their role does not have. */
export function SectionClosed({ organizationSlug }: { organizationSlug: string }) {
  return (
    <EmptyState
      motif="door"
      title="Only owners and admins can see this"
      action={
        <Button variant="outline" asChild>
          <Link href={`/orgs/${organizationSlug}`}>Go to overview</Link>
        </Button>
      }
    >
      Ask one of them if you need a change here.
    </EmptyState>
  );
}
