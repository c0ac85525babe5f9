/** What an expired link offers. One name per outcome, from here to the screen. */

export interface ExpiredLink {
  newer?: { sentAt: number };
  autoReInvitesLeft: number;
  requestsLeft: number;
  /** When the next request is taken, in ms since the epoch; absent when at once. */
  nextRequestAt?: number;
  contact?: string;
}

export type Offer =
  | { kind: "newerExists"; sentAt: number }
  | { kind: "autoReInvite" }
  | { kind: "request"; notBefore?: number }
  | { kind: "contact"; address: string }
  | { kind: "nothing" };

/** What an expired link offers, strongest first. */
export function offerFor(link: ExpiredLink): Offer {
  if (link.newer) return { kind: "newerExists", sentAt: link.newer.sentAt };
  if (link.autoReInvitesLeft > 0) return { kind: "autoReInvite" };
  if (link.requestsLeft > 0) {
    return link.nextRequestAt === undefined
      ? { kind: "request" }
      : { kind: "request", notBefore: link.nextRequestAt };
  }
  return link.contact ? { kind: "contact", address: link.contact } : { kind: "nothing" };
}

export type RequestDecision =
  | { kind: "submit"; requestNumber: number }
  | { kind: "wait"; notBefore: number }
  | { kind: "exhausted" };

/** Whether one more request is taken. The maximum outranks the cooldown: waiting would not help. */
export function decideRequest(
  latest: { requestNumber: number; requestedAt: number } | null,
  policy: { requestCooldownSeconds: number; maxRequestsPerInvitation: number },
  now: number,
): RequestDecision {
  if (!latest) return { kind: "submit", requestNumber: 1 };
  if (latest.requestNumber >= policy.maxRequestsPerInvitation) return { kind: "exhausted" };
  const notBefore = nextRequestAt(latest, policy);
  return now < notBefore
    ? { kind: "wait", notBefore }
    : { kind: "submit", requestNumber: latest.requestNumber + 1 };
}

export function nextRequestAt(
  latest: { requestedAt: number },
  policy: { requestCooldownSeconds: number },
): number {
  return latest.requestedAt + policy.requestCooldownSeconds * 1000;
}

/** How many automatic re-invitations the lineage still has. */
export function autoReInvitesLeft(
  invitation: { autoReInviteCount?: number },
  policy: { autoReInviteOnExpiration: boolean; maxAutoReInvitesPerInvitation: number },
): number {
  if (!policy.autoReInviteOnExpiration) return 0;
  return Math.max(0, policy.maxAutoReInvitesPerInvitation - (invitation.autoReInviteCount ?? 0));
}
