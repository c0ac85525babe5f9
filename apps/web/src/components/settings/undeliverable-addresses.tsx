import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { LiveAgo } from "@/components/brand/live-ago";
import { StoredAddress } from "@/components/brand/stored-address";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { UndeliverableAddress } from "@/lib/rows";

const whatHappened: Record<UndeliverableAddress["kind"], string> = {
  bounced: "Email came back",
  complained: "Marked as spam",
};

/** Addresses that the organization mails no more, and the way to mail them again. */
export function UndeliverableAddresses({
  rows,
  allowing,
  problem,
  onAllow,
}: {
  rows: UndeliverableAddress[];
  /** The address that is being allowed. */
  allowing?: string | undefined;
  problem?: string | undefined;
  onAllow: (email: string) => void;
}) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Undeliverable addresses</CardTitle>
        <p className="max-w-prose text-dense text-muted-foreground">
          No invitation or reminder goes to these addresses. Allow email again when you know that
          the address works, or that its owner wants your email.
        </p>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            No address is stopped. One appears here when email to it comes back for good, or is
            marked as spam.
          </p>
        ) : (
          <ul className="divide-y">
            {rows.map(({ email, kind, at, reason }) => (
              <li
                key={email}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
              >
                <div className="wrap-anywhere min-w-0 space-y-1">
                  <p className="font-medium text-sm">
                    <StoredAddress>{email}</StoredAddress>
                  </p>
                  <p className="text-dense text-muted-foreground">
                    {whatHappened[kind]}, <LiveAgo at={at} />
                  </p>
                  {reason ? <p className="text-dense text-muted-foreground">{reason}</p> : null}
                </div>
                <Button
                  size="sm"
                  variant="outline"
                  aria-label={`Allow email to ${isolated(shownAddress(email))}`}
                  aria-busy={allowing === email}
                  onClick={() => onAllow(email)}
                >
                  {allowing === email ? "Allowing…" : "Allow email"}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <Problem>
          <ProblemWords>{problem}</ProblemWords>
        </Problem>
      </CardContent>
    </Card>
  );
}
