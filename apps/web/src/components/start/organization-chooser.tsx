import { isolated } from "@vestibule/text/isolation";
import { ChevronRight, Plus } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/brand/empty-state";
import { Face } from "@/components/brand/face";
import { StoredAddress } from "@/components/brand/stored-address";
import { Threshold } from "@/components/brand/threshold";
import { Written } from "@/components/brand/written";
import { UserMenu } from "@/components/console/user-menu";
import { Button } from "@/components/ui/button";
import { Toaster } from "@/components/ui/sonner";
import { roleWords } from "@/lib/roles";
import type { Caller } from "@/lib/rows";

/** The start page of a signed-in person: their organizations, creating one, or whom to ask for an invitation. */
export function OrganizationChooser({
  caller,
  onSignOut,
}: {
  caller: Caller;
  onSignOut: () => void;
}) {
  const { user, organizations, canCreateOrganization } = caller;
  return (
    <Threshold
      title={`Hello, ${isolated(user.name)}`}
      lead={organizations.length > 0 ? "Choose an organization." : undefined}
      footer={
        <span className="inline-flex items-center gap-2">
          <UserMenu user={user} onSignOut={onSignOut} /> <StoredAddress>{user.email}</StoredAddress>
        </span>
      }
    >
      {organizations.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-lg border bg-card">
          {organizations.map(({ id, name, slug, role }) => (
            <li key={id}>
              <Link
                href={`/orgs/${slug}`}
                className="flex items-center gap-3 px-4 py-3 transition-colors duration-120 hover:bg-muted focus-visible:-outline-offset-2"
              >
                <Face name={name} shape="organization" />
                <span className="min-w-0 flex-1 truncate font-medium">
                  <Written>{name}</Written>
                </span>
                <span className="text-muted-foreground text-sm">{roleWords[role].label}</span>
                <ChevronRight className="size-4 text-muted-foreground" aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
      ) : canCreateOrganization ? (
        <EmptyState motif="door" title="You're not in an organization yet">
          Create one and invite others, or open the link in an invitation.
        </EmptyState>
      ) : (
        <EmptyState motif="lamp" title="You're not in an organization yet">
          You can join one by invitation. Ask someone there to invite{" "}
          <StoredAddress>{user.email}</StoredAddress>.
        </EmptyState>
      )}
      {canCreateOrganization ? (
        <Button size="lg" variant={organizations.length > 0 ? "outline" : "default"} asChild>
          <Link href="/orgs/new">
            <Plus aria-hidden="true" />
            Create organization
          </Link>
        </Button>
      ) : null}
      <Toaster position="bottom-right" />
    </Threshold>
  );
}
