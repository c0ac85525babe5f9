"use client";

import { Face } from "@/components/brand/face";
import { Day } from "@/components/brand/moment";
import { StoredAddress } from "@/components/brand/stored-address";
import { Written } from "@/components/brand/written";
import { TableSkeletonRows } from "@/components/console/table-skeleton";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { roleWords } from "@/lib/roles";
import type { MemberRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** Members, oldest first. Undefined rows are loading. */
export function MembersTable({
  rows,
  liveSince,
}: {
  rows: MemberRow[] | undefined;
  /** Members who joined after this moment came in live, and arrive visibly. */
  liveSince: number;
}) {
  return (
    <Table>
      <caption className="sr-only">Members, oldest first</caption>
      <TableHeader>
        <TableRow className="hover:bg-transparent">
          <TableHead>Member</TableHead>
          <TableHead>Role</TableHead>
          <TableHead className="max-md:hidden">Job title</TableHead>
          <TableHead className="max-md:hidden">Joined</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows === undefined ? (
          <TableSkeletonRows columns={4} onNarrow={2} />
        ) : (
          rows.map((row) => (
            <TableRow key={row.id} className={cn(row.createdAt > liveSince && "animate-arrive")}>
              <TableCell className="w-full max-w-0">
                <span className="flex items-center gap-3">
                  <Face name={row.name} image={row.image} size="sm" />
                  <span className="min-w-0">
                    <span className="block font-medium">
                      <Written>{row.name}</Written>
                    </span>
                    <StoredAddress className="block text-muted-foreground">
                      {row.email}
                    </StoredAddress>
                  </span>
                </span>
              </TableCell>
              <TableCell>{roleWords[row.role].label}</TableCell>
              <TableCell className="min-w-40 text-muted-foreground max-md:hidden">
                <Written>{[row.designation, row.department].filter(Boolean).join(", ")}</Written>
              </TableCell>
              <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
                <Day at={row.createdAt} />
              </TableCell>
            </TableRow>
          ))
        )}
      </TableBody>
    </Table>
  );
}
