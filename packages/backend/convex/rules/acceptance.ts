import type { RefusalCode } from "./refusals";
import { type InvitationStatus, type LinkStatus, linkStatusOf, statusAt } from "./status";

/** Who may use an invitation, and what using it proves. */

export interface UsedLink {
  channel: "email" | "copy";
  revokedAt?: number;
}

export interface Visit {
  invitation: { email: string; status: InvitationStatus; expiresAt: number };
  /** The link that was opened, when one that belongs to the invitation was. */
  token?: UsedLink;
  viewer?: { email: string; emailVerified: boolean; isMember: boolean };
}

/**
 * What the visited link means now. A link that a later mail replaced reads as expired even while the
 * invitation is good: it must not work, and the page's first offer then points at the newer one.
 */
export function linkStatusFor(
  { invitation, token, viewer }: Visit,
  now: number,
): Exclude<LinkStatus, "not_found"> {
  const status = linkStatusOf(statusAt(invitation, now));
  return status === "valid" && isReplaced({ invitation, token, viewer }) ? "expired" : status;
}

/** Opened through a dead link by somebody who has no right without one. */
export function isReplaced({ invitation, token, viewer }: Visit): boolean {
  const isInvitee = viewer?.email === invitation.email && viewer.emailVerified;
  return token?.revokedAt !== undefined && !isInvitee;
}

export type Acceptance =
  | { kind: "alreadyMember" }
  | { kind: "join"; verifiesAddress: boolean }
  | { kind: "refuse"; code: RefusalCode };

/** What a signed-in person's acceptance does. Only a link that went by mail proves the mailbox. */
export function decideAcceptance(
  visit: Visit & { viewer: NonNullable<Visit["viewer"]> },
  now: number,
): Acceptance {
  const { invitation, token, viewer } = visit;
  const status = linkStatusFor(visit, now);
  const isInvitee = viewer.email === invitation.email;
  if (viewer.isMember && !(isInvitee && status === "valid")) return { kind: "alreadyMember" };
  if (status !== "valid") return { kind: "refuse", code: status };
  if (!isInvitee) return { kind: "refuse", code: "wrong_account" };
  if (viewer.emailVerified) return { kind: "join", verifiesAddress: false };
  if (token?.channel === "email" && token.revokedAt === undefined) {
    return { kind: "join", verifiesAddress: true };
  }
  return viewer.isMember
    ? { kind: "alreadyMember" }
    : { kind: "refuse", code: "verification_required" };
}

export type NewcomerAcceptance =
  | { kind: "join" }
  /** A copied link proves nothing about the mailbox, so a code has to. */
  | { kind: "sendCode" }
  | { kind: "refuse"; code: RefusalCode };

/**
 * What signing up through a link does. Without a link there is no right to ask. An account that never
 * proved the address does not stand in the way: anybody can have made it, and its password may be
 * nobody's who reads that mailbox.
 */
export function decideNewcomer(
  visit: Visit & { token: UsedLink },
  account: { emailVerified: boolean } | undefined,
  now: number,
): NewcomerAcceptance {
  const status = linkStatusFor({ invitation: visit.invitation, token: visit.token }, now);
  if (status !== "valid") return { kind: "refuse", code: status };
  if (account?.emailVerified) return { kind: "refuse", code: "account_exists" };
  return visit.token.channel === "email" ? { kind: "join" } : { kind: "sendCode" };
}
