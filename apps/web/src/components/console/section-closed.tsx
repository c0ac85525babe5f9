import Link from "next/link";
import { EmptyState } from "@/components/brand/empty-state";
import { Button } from "@/components/ui/button";

/** In place of a section that the caller's role may not open. */
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
