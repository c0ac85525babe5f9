/** The way to the page where a code proves an address, and on from it. Beside `return-path.ts`, which an invitee's page loads. */

export const CREATE_ORGANIZATION = "/orgs/new";

export function confirmPath(next: string): string {
  return next === "/" ? "/confirm-address" : `/confirm-address?${new URLSearchParams({ next })}`;
}

/**
 * Where signing in leads: past the page that asks for the proof of an address, which lets through who has given it. An
 * invitation asks for itself, and its mailed link is the proof.
 */
export function pathAfterSignIn(next: string): string {
  return next.startsWith("/orgs/accept-invitation/") ? next : pathAfterSignUp(next);
}

/** Signing up leads to that page whatever comes then: only the code signs in. */
export function pathAfterSignUp(next: string): string {
  return next.startsWith("/confirm-address") ? next : confirmPath(next);
}

/** Where the way goes on without the proof of an address: a page that asks for it would lead back. */
export function pathUnproven(next: string): string {
  return next.startsWith(CREATE_ORGANIZATION) ? "/" : next;
}
