import type { api } from "@vestibule/backend/api";
import { type NewerInvitation, offerFor } from "@vestibule/backend/rules/expiredLink";
import type { FunctionReturnType } from "convex/server";

/** What the server says of one link to the caller who opened it. */
export type LinkView = FunctionReturnType<typeof api.models.invitations.checkInvitationStatus>;

type FoundView = LinkView & {
  invitation: NonNullable<LinkView["invitation"]>;
  organization: NonNullable<LinkView["organization"]>;
};

/** How the caller can join with a valid invitation. */
export type Door = "newcomer" | "signIn" | "ready" | "wrongAccount";

/** What the page shows: one name per outcome, each with a component of its own. */
export type Doorstep =
  | { kind: "notFound" }
  | { kind: "join"; door: Door; view: FoundView }
  | { kind: "alreadyMember"; view: FoundView }
  | { kind: "accepted"; view: FoundView }
  | { kind: "revoked"; view: FoundView }
  | { kind: "declined"; view: FoundView }
  | { kind: "newerExists"; newer: NewerInvitation; view: FoundView }
  | { kind: "approved"; newer: NewerInvitation; view: FoundView }
  | { kind: "autoReInvite"; view: FoundView }
  | { kind: "requested"; view: FoundView }
  | { kind: "expired"; view: FoundView };

/**
 * The server's answer does not age, the page's clock does: past its expiry a valid invitation is expired
 * on the page before the server has said so. `now` is the server's time (`useNow`): by a browser's own
 * clock a valid invitation could seem expired.
 */
export function doorstepOf(answer: LinkView, now: number): Doorstep {
  const view = found(answer);
  if (!view) return { kind: "notFound" };
  switch (view.status) {
    case "valid":
      return now >= view.invitation.expiresAt
        ? { kind: "expired", view: withRequestsOpen(view) }
        : atTheDoor(view);
    case "expired":
      return afterExpiry(view);
    case "accepted":
      return { kind: isIn(view) ? "alreadyMember" : "accepted", view };
    case "revoked":
    case "declined":
      return { kind: view.status, view };
    case "not_found":
      return { kind: "notFound" };
    default:
      return view.status satisfies never;
  }
}

function atTheDoor(view: FoundView): Doorstep {
  const { caller, accountExists } = view;
  if (isIn(view)) return { kind: "alreadyMember", view };
  if (caller) return { kind: "join", door: caller.isInvited ? "ready" : "wrongAccount", view };
  return { kind: "join", door: accountExists ? "signIn" : "newcomer", view };
}

/** The offers of an expired link; a request that waits stands where the next one would be offered. */
function afterExpiry(view: FoundView): Doorstep {
  if (isIn(view)) return { kind: "alreadyMember", view };
  const request = view.latestRequest?.status;
  const offer = offerFor(view);
  switch (offer.kind) {
    case "newerExists":
      return { kind: request === "approved" ? "approved" : "newerExists", newer: offer, view };
    case "autoReInvite":
      return { kind: "autoReInvite", view };
    case "request":
    case "contact":
    case "nothing":
      return { kind: request === "pending" ? "requested" : "expired", view };
    default:
      return offer satisfies never;
  }
}

/**
 * The invitation that an approved request led to, when the caller may use it without a link: the page
 * then is the new invitation's.
 */
export function successorOf({ status, latestRequest }: LinkView): string | undefined {
  return status === "expired" && latestRequest?.status === "approved"
    ? latestRequest.newInvitationId
    : undefined;
}

/** A colleague who opens the invitee's link is a member too, but not the one who was invited. */
function isIn({ caller, accountIsMember }: FoundView): boolean {
  return caller ? caller.isMember && caller.isInvited : accountIsMember === true;
}

/** While it was valid the server offered no request; the count says whether one is left now. */
function withRequestsOpen(view: FoundView): FoundView {
  return { ...view, canRequestNew: view.requestCount < view.maxRequests };
}

function found(answer: LinkView): FoundView | null {
  const { invitation, organization } = answer;
  return invitation && organization ? { ...answer, invitation, organization } : null;
}
