/** The organization's part of an address: /orgs/<slug>. */

import { MAX_SLUG_LENGTH, MIN_SLUG_LENGTH } from "./lengths";

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

/** Why no organization can have this slug, or null when one can. Expects it as typed. */
export function slugProblem(slug: string): "invalid" | "reserved" | null {
  if (slug.length < MIN_SLUG_LENGTH || slug.length > MAX_SLUG_LENGTH || !SLUG.test(slug)) {
    return "invalid";
  }
  return reservedSlugs.some((reserved) => reserved === slug) ? "reserved" : null;
}

/** A slug for a name: "Spring Catalogue 2027" is spring-catalogue-2027. Never empty. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "project" : slug;
}
