"use client";

import { Face } from "@/components/face";
import { Ago, Day } from "@/components/moment";
import { Skeleton } from "@/components/ui/skeleton";
import { roleWords } from "@/lib/roles";
import type { RequestRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** Requests for a new invitation, oldest first: who waits longest is answered first. Undefined rows are on their way. */
export function RequestsList({
  rows,
  liveSince,
}: {
  rows: RequestRow[] | undefined;
  /** Requests made after this moment came in live, and arrive visibly. */
  liveSince: number;
}) {
  if (rows === undefined) return <RequestsSkeleton />;
  return (
    <ul className="divide-y">
      {rows.map((row) => (
        <li
          key={row.id}
          className={cn(
            "flex gap-3 px-4 py-4 sm:px-5",
            row.requestedAt > liveSince && "animate-arrive",
          )}
        >
          <Face name={nameOf(row) || row.userEmail} size="md" />
          <div className="min-w-0 flex-1 space-y-1.5">
            <p>
              <strong className="break-words font-medium">{nameOf(row) || row.userEmail}</strong>{" "}
              asked for a new invitation, <Ago at={row.requestedAt} />.
            </p>
            {row.message ? (
              <blockquote className="whitespace-pre-line break-words border-state-waiting border-l-2 pl-3 text-sm">
                {row.message}
              </blockquote>
            ) : null}
            <p className="text-dense text-muted-foreground">
              {ordinal(row.requestNumber)} request
              {nameOf(row) ? ` · ${row.userEmail}` : null} · invited as{" "}
              {roleWords[row.originalInvitation.role].label} on{" "}
              <Day at={row.originalInvitation.createdAt} />, expired{" "}
              <Day at={row.originalInvitation.expiresAt} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function RequestsSkeleton() {
  return (
    <div className="divide-y" aria-hidden="true">
      {["w-72", "w-64", "w-80"].map((width) => (
        <div key={width} className="flex gap-3 px-5 py-4">
          <Skeleton className="size-9 rounded-full" />
          <div className="space-y-2">
            <Skeleton className={cn("h-5 max-w-full", width)} />
            <Skeleton className="h-4 w-56" />
          </div>
        </div>
      ))}
    </div>
  );
}

function nameOf({ originalInvitation: { firstName, lastName } }: RequestRow): string {
  return [firstName, lastName].filter(Boolean).join(" ");
}

const plurals = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };

function ordinal(count: number): string {
  return `${count}${suffixes[plurals.select(count)] ?? "th"}`;
}
