import { MAX_SLUG_LENGTH } from "@vestibule/backend/rules/lengths";
/** "Ärzte & Söhne GmbH" → "arzte-sohne-gmbh": what a person would type as the address. */
export function suggestSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/^-+|-+$/g, "");
}
