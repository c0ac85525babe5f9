"use client";

import type { ReactNode } from "react";
import { Face } from "@/components/brand/face";
import { LiveAgo } from "@/components/brand/live-ago";
import { Day } from "@/components/brand/moment";
import { StoredAddress } from "@/components/brand/stored-address";
import { Passage } from "@/components/brand/written";
import { fullNameOf } from "@/lib/names";
import { inviteeOf, ordinal } from "@/lib/request-words";
import { roleWords } from "@/lib/roles";
import type { RequestRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

/** One request: the invitee, which of their requests it is, their message and the expired invitation. */
export function RequestItem({
  row,
  arrives,
  isOver,
  decision,
  actions,
}: {
  row: RequestRow;
  /** It came in while the page was open. */
  arrives?: boolean;
  /** Nothing is left to do with it here. */
  isOver?: boolean;
  decision?: ReactNode;
  actions?: ReactNode;
}) {
  const invitee = inviteeOf(row);
  const { role, createdAt, expiresAt } = row.originalInvitation;
  return (
    <li
      data-request={row.id}
      className={cn(
        "flex flex-wrap gap-x-4 gap-y-3 px-4 py-4 transition-colors duration-120 focus-within:bg-muted/60 sm:px-5",
        arrives && "animate-arrive",
      )}
    >
      <Face name={invitee} size="md" className={isOver ? "opacity-60" : undefined} />
      <div className={cn("min-w-0 flex-1 space-y-1.5", isOver && "text-muted-foreground")}>
        <p>
          <strong className="break-words font-medium">{invitee}</strong> asked for a new invitation,{" "}
          <LiveAgo at={row.requestedAt} />.
        </p>
        {row.message ? (
          <blockquote className="border-state-waiting border-l-2 pl-3 text-sm">
            <Passage>{row.message}</Passage>
          </blockquote>
        ) : null}
        <p className="text-dense text-muted-foreground">
          {ordinal(row.requestNumber)} request
          {fullNameOf(row.originalInvitation) === "" ? null : (
            <>
              {" · "}
              <StoredAddress>{row.userEmail}</StoredAddress>
            </>
          )}{" "}
          · invited as {roleWords[role].label} on <Day at={createdAt} beside={expiresAt} />, expired{" "}
          <Day at={expiresAt} beside={createdAt} />
        </p>
        {decision}
      </div>
      {actions ? (
        <div className="flex w-full items-start gap-2 pl-[52px] sm:w-auto sm:pl-0">{actions}</div>
      ) : null}
    </li>
  );
}
