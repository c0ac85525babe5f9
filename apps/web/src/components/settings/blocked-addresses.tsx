import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { LiveAgo } from "@/components/brand/live-ago";
import { StoredAddress } from "@/components/brand/stored-address";
import { Passage } from "@/components/brand/written";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { BlockedAddress } from "@/lib/rows";

/** Addresses whose requests the organization takes no more, and the way to take them again. */
export function BlockedAddresses({
  rows,
  unblocking,
  problem,
  onUnblock,
}: {
  rows: BlockedAddress[];
  /** The address that is being unblocked. */
  unblocking?: string | undefined;
  problem?: string | undefined;
  onUnblock: (email: string) => void;
}) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Blocked addresses</CardTitle>
        <p className="max-w-prose text-dense text-muted-foreground">
          These people can't ask for a new invitation, and none of their links renews automatically.
          You can still invite them.
        </p>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">
            No address is blocked. You can block one when you deny its request.
          </p>
        ) : (
          <ul className="divide-y">
            {rows.map(({ email, blockedAt, blockedBy, reason }) => (
              <li
                key={email}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
              >
                <div className="wrap-anywhere min-w-0 space-y-1">
                  <p className="font-medium text-sm">
                    <StoredAddress>{email}</StoredAddress>
                  </p>
                  <p className="text-dense text-muted-foreground">
                    Blocked by {isolated(blockedBy.name)}, <LiveAgo at={blockedAt} />
                  </p>
                  {reason ? (
                    <div className="text-dense text-muted-foreground">
                      <Passage>{reason}</Passage>
                    </div>
                  ) : null}
                </div>
                <Button
                  size="sm"
                  variant="outline"
                  aria-label={`Unblock ${isolated(shownAddress(email))}`}
                  aria-busy={unblocking === email}
                  onClick={() => onUnblock(email)}
                >
                  {unblocking === email ? "Unblocking…" : "Unblock"}
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
