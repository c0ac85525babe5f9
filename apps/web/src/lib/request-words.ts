import type { RequestRow } from "@/lib/rows";

/** The name that the invitation gave somebody, or else the address. */
export function askerOf({ originalInvitation: { firstName, lastName }, userEmail }: RequestRow) {
  return [firstName, lastName].filter(Boolean).join(" ") || userEmail;
}

const plurals = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };

/** 2 → "2nd" */
export function ordinal(count: number): string {
  return `${count}${suffixes[plurals.select(count)] ?? "th"}`;
}
