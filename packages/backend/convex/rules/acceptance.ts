import type { Invitation, Member, Organization, Token, User } from "../betterAuth/shapes";
import type { RefusalCode } from "./refusals";
import { type LinkStatus, linkStatusOf, statusAt } from "./status";

/** Who may use an invitation, and what using it proves. */

/** The signed-in person who calls, with their membership of the organization in question when they have one. */
export interface Caller {
  user: User;
  member?: Member;
}

/** An invitation as it was opened: with the link that was used, when it belongs to the invitation, and the caller, when signed in. */
export interface Visit {
  invitation: Invitation;
  organization: Organization;
  token?: Token;
  caller?: Caller;
}

type InvitedAs = Pick<Invitation, "email">;
type UsedLink = Pick<Token, "channel" | "revokedAt">;
type CallerFacts = { user: Pick<User, "email" | "emailVerified">; member?: unknown };

/** The part of a visit that these rules read. */
export interface VisitFacts {
  invitation: Pick<Invitation, "email" | "status" | "expiresAt">;
  token?: UsedLink;
  caller?: CallerFacts;
}

/** Whether this person is the one that an invitation is for, address proven or not. */
export function isInvited<Person extends { email: string }>(
  invitation: InvitedAs,
  user: Person | undefined,
): user is Person {
  return user?.email === invitation.email;
}

/** The invited person, signed in with the address proven: the right that needs no link. */
export function isProvenInvitee({
  invitation,
  caller,
}: {
  invitation: InvitedAs;
  caller?: CallerFacts;
}): boolean {
  return isInvited(invitation, caller?.user) && caller?.user.emailVerified === true;
}

/** A link that belongs to the invitation, or the invited person's own verified account. */
export function mayReadInvitation(visit: VisitFacts): boolean {
  return visit.token !== undefined || isProvenInvitee(visit);
}

/**
 * What the opened link means now. A link that a later mail replaced reads as expired even while the
 * invitation is valid: it must not work, and the page then points at the newer one first.
 */
export function linkStatusFor(visit: VisitFacts, now: number): Exclude<LinkStatus, "not_found"> {
  const status = linkStatusOf(statusAt(visit.invitation, now));
  return status === "valid" && isReplaced(visit) ? "expired" : status;
}

/** Opened through a dead link by a caller who has no right without one. */
export function isReplaced(visit: VisitFacts): boolean {
  return visit.token?.revokedAt !== undefined && !isProvenInvitee(visit);
}

/** The opened link is dead because a later mail of the same invitation replaced it, and that one still works. */
export function isResent(visit: VisitFacts, now: number): boolean {
  return isReplaced(visit) && statusAt(visit.invitation, now) === "pending";
}

export type Acceptance =
  | { kind: "alreadyMember" }
  | { kind: "join"; verifiesAddress: boolean }
  | { kind: "refuse"; code: RefusalCode };

/** What a signed-in person's acceptance does. Only a link that went by mail proves the mailbox. */
export function decideAcceptance(
  visit: VisitFacts & { caller: CallerFacts },
  now: number,
): Acceptance {
  const { invitation, token, caller } = visit;
  const status = linkStatusFor(visit, now);
  const isInvitee = isInvited(invitation, caller.user);
  if (caller.member && !(isInvitee && status === "valid")) return { kind: "alreadyMember" };
  if (status !== "valid") return { kind: "refuse", code: status };
  if (!isInvitee) return { kind: "refuse", code: "wrong_account" };
  if (caller.user.emailVerified) return { kind: "join", verifiesAddress: false };
  if (token?.channel === "email" && token.revokedAt === undefined) {
    return { kind: "join", verifiesAddress: true };
  }
  return caller.member
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
 * proved the address does not stand in the way: anyone can have made it, and the person who reads
 * that mailbox may not know its password. But they may have made it themselves, so it is replaced only by one who was told.
 */
export function decideNewcomer(
  { invitation, token }: Pick<VisitFacts, "invitation"> & { token: UsedLink },
  account: { emailVerified: boolean } | undefined,
  replacesAccount: boolean,
  now: number,
): NewcomerAcceptance {
  const status = linkStatusFor({ invitation, token }, now);
  if (status !== "valid") return { kind: "refuse", code: status };
  if (account?.emailVerified) return { kind: "refuse", code: "account_exists" };
  if (account && !replacesAccount) return { kind: "refuse", code: "account_unproven" };
  return token.channel === "email" ? { kind: "join" } : { kind: "sendCode" };
}
