import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import type { ReactNode } from "react";
import { StoredAddress } from "@/components/brand/stored-address";
import { Problem } from "@/components/forms/problem";
import { ProblemWords } from "@/components/forms/problem-words";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";

export interface AddressActing {
  /** The address that is being acted on. */
  acting?: string | undefined;
  problem?: string | undefined;
}

/** Addresses that the organization treats in a way of their own, each with the way back. */
export function AddressList<Row extends { email: string }>({
  title,
  meaning,
  empty,
  rows,
  about,
  action,
  acting,
  problem,
}: AddressActing & {
  title: string;
  meaning: string;
  /** While there is none: how one gets here. */
  empty: string;
  rows: Row[];
  about: (row: Row) => ReactNode;
  action: {
    label: string;
    busyLabel: string;
    /** What the button does, with the address for screen readers. */
    of: (address: string) => string;
    run: (email: string) => void;
  };
}) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <p className="max-w-prose text-dense text-muted-foreground">{meaning}</p>
      </CardHeader>
      <CardContent>
        {rows.length === 0 ? (
          <p className="text-muted-foreground text-sm">{empty}</p>
        ) : (
          <ul className="divide-y">
            {rows.map((row) => (
              <li
                key={row.email}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
              >
                <div className="wrap-anywhere min-w-0 space-y-1">
                  <p className="font-medium text-sm">
                    <StoredAddress>{row.email}</StoredAddress>
                  </p>
                  {about(row)}
                </div>
                <Button
                  size="sm"
                  variant="outline"
                  aria-label={action.of(isolated(shownAddress(row.email)))}
                  aria-busy={acting === row.email}
                  onClick={() => action.run(row.email)}
                >
                  {acting === row.email ? action.busyLabel : action.label}
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
