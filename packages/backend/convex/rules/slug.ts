/** The organization's part of an address: /orgs/<slug>. */

import slugify from "@sindresorhus/slugify";
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

/** What is proposed for an organization's name: never nothing, so that a name in any script can be kept as it is. */
export function proposedSlug(name: string): string {
  return slugOf(name) || (name.trim() === "" ? "" : "organization");
}

/** The one to try when a slug is taken: acme-2 after acme, acme-3 after acme-2. */
export function nextSlug(slug: string): string {
  const [, stem = slug, count = "1"] = /^(.*?)-([1-9]\d{0,3})$/.exec(slug) ?? [];
  const end = `-${Number(count) + 1}`;
  return `${stem.slice(0, MAX_SLUG_LENGTH - end.length).replace(/-+$/, "")}${end}`;
}

/**
 * A slug for a name, in the letters of its own language: "Åse & Søn ApS" is ase-son-aps. Never a reserved one; empty for a
 * name without a letter that has a Latin form.
 */
export function slugOf(name: string): string {
  const slug = slugify(name, { decamelize: false, customReplacements: [["&", " "]] })
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/-+$/, "");
  return slugProblem(slug) === "reserved" ? `${slug}-2` : slug;
}
