import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { fullNameOf } from "@/lib/names";
import type { RequestRow } from "@/lib/rows";

/** What the invitee is called in a sentence: the name that the invitation has for them, or else their address. */
export function inviteeOf({ originalInvitation, userEmail }: RequestRow): string {
  return isolated(fullNameOf(originalInvitation) || shownAddress(userEmail));
}

const plurals = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };

/** 2 → "2nd" */
export function ordinal(count: number): string {
  return `${count}${suffixes[plurals.select(count)] ?? "th"}`;
}
