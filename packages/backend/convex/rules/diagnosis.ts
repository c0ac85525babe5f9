import type { InvitationStatus } from "./status";

/** Why an invitee has not joined yet, and the one thing to do about it. One name from here to the screen. */

export interface DiagnosisFacts {
  /** With expiry applied. */
  status: InvitationStatus;
  deliveryStatus?: "queued" | "sent" | "failed";
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
  "notOpened",
  "opened",
  "expired",
  "verifying",
  "openedAsOther",
  "notDelivered",
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
  /** The address takes no mail: revoke this one and invite the right address. */
  "correctAddress",
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
  return kind && { kind, next: nextFor(kind) };
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
    case "sent":
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
    case "notOpened":
      return "copyLink";
    case "opened":
    case "expired":
      return "resend";
    case "verifying":
      // A mailed link proves the address by itself.
      return "resend";
    case "openedAsOther":
      return "nameAddress";
    case "notDelivered":
      return "correctAddress";
    case "requestWaiting":
      return "decideRequest";
    default:
      return kind satisfies never;
  }
}
