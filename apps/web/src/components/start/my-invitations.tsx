import { ChevronRight } from "lucide-react";
import { Face } from "@/components/brand/face";
import { Expiry } from "@/components/brand/moment";
import { Written } from "@/components/brand/written";
import { acceptPath } from "@/lib/my-invitations";
import { roleWords } from "@/lib/roles";
import type { MyInvitation } from "@/lib/rows";

/** The invitations that wait for the signed-in person, each leading to its page, where it is accepted or declined. */
export function MyInvitations({ invitations, now }: { invitations: MyInvitation[]; now: number }) {
  return (
    <section aria-labelledby="my-invitations" className="flex flex-col gap-2">
      <h2 id="my-invitations" className="font-medium">
        {invitations.length === 1 ? "An invitation for you" : "Invitations for you"}
      </h2>
      <ul className="divide-y overflow-hidden rounded-lg border border-accent/60 bg-card">
        {invitations.map(({ id, organization, role, inviter, expiresAt }) => (
          <li key={id}>
            {/* No prefetch: what a person did not open must not be fetched for them. */}
            <a
              href={acceptPath(id)}
              className="flex items-center gap-3 px-4 py-3 transition-colors duration-120 hover:bg-muted focus-visible:-outline-offset-2"
            >
              <Face name={organization.name} image={organization.logo} shape="organization" />
              <span className="wrap-anywhere min-w-0 flex-1">
                <span className="block font-medium">
                  Join <Written>{organization.name}</Written> as {roleWords[role].label}
                </span>
                <span className="block text-muted-foreground text-sm">
                  Invited by <Written>{inviter.name}</Written>. Expires in{" "}
                  <Expiry at={expiresAt} now={now} />.
                </span>
              </span>
              <ChevronRight className="size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
