import type { LookChange } from "@vestibule/backend/rules/look";
import { shownAddress } from "@vestibule/text/shown-address";
import type { Look } from "@/lib/rows";

/** What can be typed of a look; the logo is chosen. */
export const typedFields = ["accentColor", "replyToEmail", "letterText"] as const;
export type TypedField = (typeof typedFields)[number];

/** A look that is being edited: only the touched fields, as typed. */
export type LookDraft = Partial<Record<TypedField, string>>;

/** A field as its control shows it while nobody has touched it. */
export function typedOf(look: Look, field: TypedField): string {
  const value = look[field] ?? "";
  return field === "replyToEmail" ? shownAddress(value) : value;
}

/** What the draft would change; what was emptied is cleared. */
export function changeOf(draft: LookDraft): LookChange {
  return Object.fromEntries(
    Object.entries(draft).map(([field, typed]) => [field, typed.trim() === "" ? null : typed]),
  );
}

/** The draft without what says the same as the look again. */
export function withoutEchoes(look: Look, draft: LookDraft): LookDraft {
  return Object.fromEntries(
    typedFields
      .filter((field) => draft[field] !== undefined)
      .filter((field) => draft[field]?.trim() !== typedOf(look, field))
      .map((field) => [field, draft[field]]),
  );
}

/** A color input takes whole ones alone. */
export function wholeColor(typed: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(typed) ? typed.toLowerCase() : undefined;
}
