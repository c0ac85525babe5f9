/** The organization's part of an address: /orgs/<slug>. */

/** Paths of ours below /orgs and the site, which an organization would shadow. */
export const reservedSlugs = [
  "accept-invitation",
  "new",
  "admin",
  "dev",
  "api",
  "invitations",
] as const;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MIN_SLUG_LENGTH = 2;
const MAX_SLUG_LENGTH = 48;

/** Why a slug can never be used by anybody, or null when it can. Expects it as typed. */
export function slugProblem(slug: string): "invalid" | "reserved" | null {
  if (slug.length < MIN_SLUG_LENGTH || slug.length > MAX_SLUG_LENGTH || !SLUG.test(slug)) {
    return "invalid";
  }
  return reservedSlugs.some((reserved) => reserved === slug) ? "reserved" : null;
}
