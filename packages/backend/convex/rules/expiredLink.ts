import { isDomainAllowed } from "./address";
import { MINUTE, SECOND } from "./time";

/** What an expired link offers. One name per outcome, from here to the screen. */

/** The part of checkInvitationStatus's answer that the offer depends on. Times are ms since the epoch. */
export interface ExpiredLink {
  newerInvitation?: NewerInvitation;
  autoReInviteAvailable: boolean;
  canRequestNew: boolean;
  /** When the next request is taken; absent when at once. */
  nextRequestAt?: number;
  organization?: { adminContactEmail?: string };
}

export interface NewerInvitation {
  sentAt: number;
  /** Where its newest mail is: on its way out, handed over, or not sent for good. */
  delivery: "queued" | "sent" | "failed";
  /** Made automatically in place of the expired one that is open. */
  isRenewal?: boolean;
  /** The mailbox it went to, as its owner recognizes it. */
  maskedEmail: string;
  canSendAgainAt: number;
}

/** Whether a live invitation was made automatically in the place of the expired one that is open. */
export function isRenewalOf(
  expired: { id: string },
  live: { source?: string; previousInvitationId?: string },
): boolean {
  return live.source === "auto" && live.previousInvitationId === expired.id;
}

/** Whether a request waits again because the decision about it was taken back; a request made after that never was decided. */
export function isWaitingAgain(
  request: { status: string; requestedAt: number },
  invitation: { decisionUndoneAt?: number },
): boolean {
  const { decisionUndoneAt } = invitation;
  return (
    request.status === "pending" &&
    decisionUndoneAt !== undefined &&
    decisionUndoneAt > request.requestedAt
  );
}

export type Offer =
  | ({ kind: "newerExists" } & NewerInvitation)
  | { kind: "autoReInvite" }
  | { kind: "request"; notBefore?: number }
  | { kind: "contact"; address: string }
  | { kind: "nothing" };

/** What an expired link offers, strongest first. */
export function offerFor(link: ExpiredLink): Offer {
  if (link.newerInvitation) {
    const { sentAt, delivery, isRenewal, maskedEmail, canSendAgainAt } = link.newerInvitation;
    return {
      kind: "newerExists",
      sentAt,
      delivery,
      ...(isRenewal ? { isRenewal } : {}),
      maskedEmail,
      canSendAgainAt,
    };
  }
  if (link.autoReInviteAvailable) return { kind: "autoReInvite" };
  if (link.canRequestNew) {
    return link.nextRequestAt === undefined
      ? { kind: "request" }
      : { kind: "request", notBefore: link.nextRequestAt };
  }
  const address = link.organization?.adminContactEmail;
  return address === undefined ? { kind: "nothing" } : { kind: "contact", address };
}

/** What asking once more comes to. */
export type RequestTurn =
  | { kind: "submit"; requestNumber: number }
  | { kind: "wait"; notBefore: number }
  | { kind: "exhausted" };

/**
 * Whether one more request is taken. The maximum outranks the cooldown: waiting would not help. A blocked
 * invitee is told the same as one at the maximum.
 */
export function requestTurn(
  latest: { requestNumber: number; requestedAt: number } | null,
  isBlocked: boolean,
  policy: { requestCooldownSeconds: number; maxRequestsPerInvitation: number },
  now: number,
): RequestTurn {
  if (!canRequestNew(latest, isBlocked, policy)) return { kind: "exhausted" };
  if (!latest) return { kind: "submit", requestNumber: 1 };
  const notBefore = nextRequestAt(latest, policy);
  return now < notBefore
    ? { kind: "wait", notBefore }
    : { kind: "submit", requestNumber: latest.requestNumber + 1 };
}

/** Whether requests are left, now or after the cooldown. */
export function canRequestNew(
  latest: { requestNumber: number } | null,
  isBlocked: boolean,
  policy: { maxRequestsPerInvitation: number },
): boolean {
  return !isBlocked && (latest?.requestNumber ?? 0) < policy.maxRequestsPerInvitation;
}

/**
 * Of how many the requests are counted wherever a person reads "2 of 3": a maximum that was lowered since does not
 * make it "2 of 1".
 */
export function shownMaximum(
  requestCount: number,
  policy: { maxRequestsPerInvitation: number },
): number {
  return Math.max(requestCount, policy.maxRequestsPerInvitation);
}

export function nextRequestAt(
  latest: { requestedAt: number },
  policy: { requestCooldownSeconds: number },
): number {
  return latest.requestedAt + policy.requestCooldownSeconds * SECOND;
}

/**
 * Whether an expired invitation may be replaced without a person deciding. Once for each:
 * one that was followed already, by an approval too, is not again. The count is the lineage's, so an older
 * link does not start it at zero; and an address that may not be invited or written to now is not by a policy either.
 */
export function canAutoReInvite(
  invitation: {
    email: string;
    autoReInviteCount?: number;
    replacedByInvitationId?: string;
    restrainedUntil?: number;
  },
  isBlocked: boolean,
  policy: {
    autoReInviteOnExpiration: boolean;
    maxAutoReInvitesPerInvitation: number;
    allowedEmailDomains?: string[];
  },
  now: number,
): boolean {
  const { restrainedUntil } = invitation;
  const isRestrained = restrainedUntil !== undefined && now < restrainedUntil;
  return (
    !isBlocked &&
    !isRestrained &&
    policy.autoReInviteOnExpiration &&
    (invitation.autoReInviteCount ?? 0) < policy.maxAutoReInvitesPerInvitation &&
    invitation.replacedByInvitationId === undefined &&
    isDomainAllowed(invitation.email, policy.allowedEmailDomains)
  );
}

/**
 * How many requests the page of a valid link counts, for the moment it expires. A blocked invitee is told
 * the same as one at the maximum.
 */
export function requestsSpent(
  invitation: { requestCount?: number },
  isBlocked: boolean,
  policy: { maxRequestsPerInvitation: number },
): number {
  return isBlocked ? policy.maxRequestsPerInvitation : (invitation.requestCount ?? 0);
}

/** As long as between two mails that an admin sends: an old link floods nobody's mailbox. */
const SEND_AGAIN_COOLDOWN_MS = MINUTE;

/** When the mail of a live invitation may be sent again from an old link, in ms since the epoch. */
export function canSendAgainAt(live: {
  createdAt: number;
  lastSentAt?: number;
  mailQueuedAt?: number;
}): number {
  const lastAsked = Math.max(live.createdAt, live.lastSentAt ?? 0, live.mailQueuedAt ?? 0);
  return lastAsked + SEND_AGAIN_COOLDOWN_MS;
}
