import { Ban, Check, Clock, Hourglass, type LucideIcon, X } from "lucide-react";
import type { InvitationRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

export type InvitationStatus = InvitationRow["status"];

/** The word that a person sees for each stored status. */
export const statusWords: Record<InvitationStatus, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  rejected: "Declined",
  canceled: "Revoked",
};

const marks: Record<InvitationStatus, { icon: LucideIcon; dot: string; text: string }> = {
  pending: { icon: Clock, dot: "bg-state-pending", text: "text-state-pending" },
  accepted: { icon: Check, dot: "bg-state-accepted", text: "text-state-accepted" },
  expired: { icon: Hourglass, dot: "bg-state-expired", text: "text-state-expired" },
  rejected: { icon: X, dot: "bg-state-declined", text: "text-state-declined" },
  canceled: { icon: Ban, dot: "bg-state-revoked", text: "text-state-revoked" },
};

/** A dot, an icon and a word: colour is never alone. */
export function InvitationStatusBadge({ state }: { state: InvitationStatus }) {
  const { icon: Icon, dot, text } = marks[state];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-full border bg-card px-2 py-0.5 font-medium text-xs">
      <span className={cn("size-1.5 rounded-full", dot)} aria-hidden="true" />
      <Icon className={cn("size-3.5", text)} aria-hidden="true" />
      <span className={cn(state === "canceled" && "text-muted-foreground line-through")}>
        {statusWords[state]}
      </span>
    </span>
  );
}
