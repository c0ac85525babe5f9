"use client";

import { statusAt } from "@vestibule/backend/rules/status";
import type { ReactNode } from "react";
import { LiveAgo } from "@/components/brand/live-ago";
import { Day, Expiry } from "@/components/brand/moment";
import { StoredAddress } from "@/components/brand/stored-address";
import { Written } from "@/components/brand/written";
import { TableSkeletonRows } from "@/components/console/table-skeleton";
import { deliveryWords } from "@/components/invitations/delivery-words";
import { InvitationDiagnosis } from "@/components/invitations/invitation-diagnosis";
import { InvitationStatusBadge } from "@/components/invitations/invitation-status-badge";
import { LeavesIn } from "@/components/invitations/leaves-in";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { leavingAt } from "@/lib/leaving";
import { fullNameOf } from "@/lib/names";
import { roleWords } from "@/lib/roles";
import type { InvitationRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** Each invitation with its status, role and times, newest first. Undefined rows are loading. */
export function InvitationsTable({
  rows,
  now,
  liveSince,
  nextFor,
  actionsFor,
}: {
  rows: InvitationRow[] | undefined;
  /** The server's clock (`useServerNow`), in ms. */
  now: number;
  /** Rows made after this moment came in live, and arrive visibly. */
  liveSince: number;
  /** The next action for a row, beside its diagnosis. */
  nextFor?: (row: InvitationRow) => ReactNode;
  actionsFor?: (row: InvitationRow) => ReactNode;
}) {
  return (
    <Table>
      <caption className="sr-only">Invitations</caption>
      <TableHeader>
        <TableRow className="hover:bg-transparent">
          <TableHead>Invited</TableHead>
          <TableHead className="max-md:hidden">Status</TableHead>
          <TableHead className="max-md:hidden">Role</TableHead>
          <TableHead className="max-lg:hidden">Email</TableHead>
          <TableHead className="max-md:hidden">Time</TableHead>
          <TableHead className="max-xl:hidden">Sent by</TableHead>
          {actionsFor ? (
            <TableHead>
              <span className="sr-only">Actions</span>
            </TableHead>
          ) : null}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows === undefined ? (
          <TableSkeletonRows columns={actionsFor ? 7 : 6} onNarrow={1} />
        ) : (
          rows.map((row) => (
            <TableRow key={row.id} className={cn(row.createdAt > liveSince && "animate-arrive")}>
              {/* This column takes all that the others leave. */}
              <TableCell className="w-full max-w-0">
                <Invited
                  {...{ row, now }}
                  // Past the expiry by this clock, the server's diagnosis is from before it.
                  diagnosis={statusAt(row, now) === row.status ? row.diagnosis : undefined}
                  next={nextFor?.(row)}
                />
                <span className="mt-1 flex flex-wrap items-center gap-x-2 text-muted-foreground md:hidden">
                  <InvitationStatusBadge state={statusAt(row, now)} />
                  <span>
                    {roleWords[row.role].label}, <TimeInWords row={row} now={now} />
                  </span>
                </span>
              </TableCell>
              <TableCell className="max-md:hidden">
                <InvitationStatusBadge state={statusAt(row, now)} />
              </TableCell>
              <TableCell className="max-md:hidden">{roleWords[row.role].label}</TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground max-lg:hidden">
                {row.deliveryStatus ? deliveryWords[row.deliveryStatus] : null}
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
                <TimeInWords row={row} now={now} />
              </TableCell>
              <TableCell className="min-w-40 max-xl:hidden">
                <Written>{row.inviter.name}</Written>
              </TableCell>
              {actionsFor ? (
                <TableCell className="w-12 text-right">{actionsFor(row)}</TableCell>
              ) : null}
            </TableRow>
          ))
        )}
      </TableBody>
    </Table>
  );
}

function Invited({
  row,
  now,
  diagnosis,
  next,
}: {
  row: InvitationRow;
  now: number;
  diagnosis: InvitationRow["diagnosis"];
  next: ReactNode;
}) {
  const name = fullNameOf(row);
  const leaves = leavingAt(row, now);
  const work = [row.designation, row.department].filter(Boolean).join(", ");
  return (
    <>
      <StoredAddress className="block font-medium">{row.email}</StoredAddress>
      {name || work ? (
        <span className="block truncate text-muted-foreground">
          <Written>{[name, work].filter(Boolean).join(" · ")}</Written>
        </span>
      ) : null}
      {row.replacedByInvitationId === undefined ? null : (
        <span className="block text-muted-foreground">A newer invitation followed this one</span>
      )}
      {row.isUndone ? (
        <span className="block text-muted-foreground">
          Its approval was undone before the email left
        </span>
      ) : null}
      {diagnosis ? (
        <span className="flex flex-wrap items-center gap-x-3 text-muted-foreground">
          {leaves === undefined ? (
            <InvitationDiagnosis kind={diagnosis.kind} />
          ) : (
            <LeavesIn at={leaves} now={now} />
          )}
          {isAboutMail(diagnosis) && row.deliveryReason ? (
            <span className="w-full">{row.deliveryReason}</span>
          ) : null}
          {next}
        </span>
      ) : null}
    </>
  );
}

function isAboutMail({ kind }: NonNullable<InvitationRow["diagnosis"]>): boolean {
  return kind === "bounced" || kind === "complained" || kind === "notDelivered";
}

function TimeInWords({ row, now }: { row: InvitationRow; now: number }): ReactNode {
  const state = statusAt(row, now);
  switch (state) {
    case "pending":
      return (
        <>
          expires in <Expiry at={row.expiresAt} now={now} />
        </>
      );
    case "accepted":
      return (
        <>
          joined <LiveAgo at={row.acceptedAt ?? row.createdAt} />
        </>
      );
    case "expired":
      return (
        <>
          expired <Day at={row.expiresAt} />
        </>
      );
    case "rejected":
    case "canceled":
      return (
        <>
          sent <Day at={row.createdAt} />
        </>
      );
    default:
      return state satisfies never;
  }
}
