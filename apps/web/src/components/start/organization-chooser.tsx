import { isolated } from "@vestibule/text/isolation";
import { ChevronRight, Plus } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/brand/empty-state";
import { Face } from "@/components/brand/face";
import { StoredAddress } from "@/components/brand/stored-address";
import { Threshold } from "@/components/brand/threshold";
import { Written } from "@/components/brand/written";
import { UserMenu } from "@/components/console/user-menu";
import { ConfirmAddress } from "@/components/start/confirm-address";
import { MyInvitations } from "@/components/start/my-invitations";
import { Button } from "@/components/ui/button";
import { Toaster } from "@/components/ui/sonner";
import { roleWords } from "@/lib/roles";
import type { Caller, MyInvitation } from "@/lib/rows";

/**
 * The start page of a signed-in person: the invitations that wait for them, their organizations, creating one, or whom
 * to ask for an invitation. Of an unproven address it says only that proving it may show more, whatever waits for it.
 */
export function OrganizationChooser({
  caller,
  invitations,
  now,
  onSignOut,
}: {
  caller: Caller;
  invitations: MyInvitation[];
  now: number;
  onSignOut: () => void;
}) {
  const { user, organizations, canCreateOrganization } = caller;
  const isAlone = organizations.length === 0;
  const isEmpty = isAlone && invitations.length === 0 && user.emailVerified;
  return (
    <Threshold
      title={`Hello, ${isolated(user.name)}`}
      lead={isAlone ? undefined : "Choose an organization."}
      footer={
        <span className="inline-flex items-center gap-2">
          <UserMenu user={user} onSignOut={onSignOut} /> <StoredAddress>{user.email}</StoredAddress>
        </span>
      }
    >
      {invitations.length > 0 ? <MyInvitations invitations={invitations} now={now} /> : null}
      {isAlone ? null : (
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
      )}
      {user.emailVerified ? null : <ConfirmAddress email={user.email} />}
      {isEmpty ? (
        <EmptyState
          motif={canCreateOrganization ? "door" : "lamp"}
          title="You're not in an organization yet"
        >
          {canCreateOrganization ? (
            "Create one and invite others, or open the link in an invitation."
          ) : (
            <>
              You can join one by invitation. Ask someone there to invite{" "}
              <StoredAddress>{user.email}</StoredAddress>.
            </>
          )}
        </EmptyState>
      ) : null}
      {canCreateOrganization ? (
        <Button size="lg" variant={isEmpty ? "default" : "outline"} asChild>
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
