import type { DeliveryStatus } from "./fate";
import { suggestedAddress } from "./mistypedDomain";
import type { InvitationStatus } from "./status";

/** Why an invitee has not joined yet, and the one thing to do about it. One name from here to the screen. */

export interface DiagnosisFacts {
  /** With expiry applied. */
  status: InvitationStatus;
  email?: string;
  deliveryStatus?: DeliveryStatus;
  /** Nothing more is mailed to the address until an admin allows it. */
  mailStopped?: boolean;
  viewedAt?: number;
  /** How the person who last opened the page was signed in. */
  viewedAs?: "nobody" | "invitee" | "unverified" | "other";
  /** When a code was mailed to prove the address. */
  codeSentAt?: number;
  requestWaiting?: boolean;
  /** An expired invitation that another took the place of is history. */
  replacedByInvitationId?: string;
}

export const diagnosisKinds = [
  "sending",
  /** Handed over; whether it arrived, nobody has said. */
  "sent",
  "delayed",
  /** Delivered, by the provider's word. */
  "notOpened",
  "opened",
  "expired",
  "verifying",
  "openedAsOther",
  "complained",
  "notDelivered",
  "bounced",
  "requestWaiting",
] as const;
export type DiagnosisKind = (typeof diagnosisKinds)[number];

export const nextActions = [
  "wait",
  /** Hand over a link by another way than mail. */
  "copyLink",
  "resend",
  /** Ask them to sign in with the invited address, or invite the one they use. */
  "nameAddress",
  /** The address takes no mail: invite the right one in its place. */
  "correctAddress",
  /** Nothing is mailed to the address: allow it again, once it is known to work. */
  "allowMail",
  "decideRequest",
] as const;
export type NextAction = (typeof nextActions)[number];

export interface Diagnosis {
  kind: DiagnosisKind;
  next: NextAction;
}

/** Null for an invitation that is no longer open, or was replaced: there is nothing to wait for. */
export function diagnose(facts: DiagnosisFacts): Diagnosis | null {
  const kind = kindOf(facts);
  if (!kind) return null;
  const next = nextFor(kind);
  const isMistyped = kind === "bounced" && suggestedAddress(facts.email ?? "") !== undefined;
  if (isMistyped) return { kind, next: "correctAddress" };
  return { kind, next: facts.mailStopped && next === "resend" ? nextWithoutMail(facts) : next };
}

/**
 * How much an invitation needs a person: higher is sooner, absent when closed. Stored on the row, so
 * that the table is sorted by an index.
 */
export function attentionOf(facts: DiagnosisFacts): number | undefined {
  const kind = kindOf(facts);
  return kind ? diagnosisKinds.indexOf(kind) : undefined;
}

function kindOf(facts: DiagnosisFacts): DiagnosisKind | null {
  switch (facts.status) {
    case "pending":
      return pendingKind(facts);
    case "expired":
      if (facts.requestWaiting) return "requestWaiting";
      return facts.replacedByInvitationId === undefined ? "expired" : null;
    case "accepted":
    case "rejected":
    case "canceled":
      return null;
    default:
      return facts.status satisfies never;
  }
}

/** An invitee who opened the page has the link, even when the mail is said to have failed. */
function pendingKind(facts: DiagnosisFacts): DiagnosisKind {
  if (facts.viewedAs === "other") return "openedAsOther";
  if (facts.viewedAs === "unverified" || facts.codeSentAt !== undefined) return "verifying";
  if (facts.viewedAt !== undefined) return "opened";
  switch (facts.deliveryStatus) {
    case "failed":
      return "notDelivered";
    case "bounced":
    case "complained":
    case "sent":
    case "delayed":
      return facts.deliveryStatus;
    case "delivered":
      return "notOpened";
    case "queued":
    case undefined:
      return "sending";
    default:
      return facts.deliveryStatus satisfies never;
  }
}

function nextFor(kind: DiagnosisKind): NextAction {
  switch (kind) {
    case "sending":
      return "wait";
    case "sent":
    case "delayed":
    case "notOpened":
    case "notDelivered":
      // The address is not the reason, so it is right; a link works whatever keeps mail from leaving.
      return "copyLink";
    case "opened":
    case "expired":
    case "bounced":
    case "complained":
      return "resend";
    case "verifying":
      // A mailed link proves the address by itself.
      return "resend";
    case "openedAsOther":
      return "nameAddress";
    case "requestWaiting":
      return "decideRequest";
    default:
      return kind satisfies never;
  }
}

/** Where resending would be the next thing, and nothing may be mailed. */
function nextWithoutMail({ status, deliveryStatus, viewedAt }: DiagnosisFacts): NextAction {
  if (deliveryStatus === "bounced" && viewedAt === undefined) return "correctAddress";
  return status === "pending" ? "copyLink" : "allowMail";
}
