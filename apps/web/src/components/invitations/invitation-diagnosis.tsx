import { Hourglass, type LucideIcon, MailWarning, MailX, UserX } from "lucide-react";
import type { InvitationRow } from "@/lib/rows";
import { cn } from "@/lib/utils";

export type Diagnosis = NonNullable<InvitationRow["diagnosis"]>;

/** Why the invitee has not joined yet, as the table says it. */
export const diagnosisWords: Record<Diagnosis["kind"], string> = {
  sending: "Email on its way",
  sent: "Sent, not opened yet",
  delayed: "Delayed by their mail server",
  notOpened: "Delivered, not opened yet",
  opened: "Opened, not accepted yet",
  expired: "Expired without an answer",
  verifying: "Waiting for them to verify their address",
  openedAsOther: "Opened while signed in with another address",
  notDelivered: "Email couldn't be sent",
  bounced: "Email bounced",
  complained: "Marked as spam",
  requestWaiting: "Asked for a new invitation",
};

/** Icons for the diagnoses that an admin has to act on. */
const icons: Partial<Record<Diagnosis["kind"], LucideIcon>> = {
  notDelivered: MailX,
  bounced: MailX,
  complained: MailWarning,
  openedAsOther: UserX,
  requestWaiting: Hourglass,
};

export function InvitationDiagnosis({ kind }: { kind: Diagnosis["kind"] }) {
  const Icon = icons[kind];
  return (
    <span className={cn("inline-flex items-center gap-1.5", Icon && "text-foreground")}>
      {Icon ? <Icon className="size-3.5 shrink-0" aria-hidden="true" /> : null}
      {diagnosisWords[kind]}
    </span>
  );
}
