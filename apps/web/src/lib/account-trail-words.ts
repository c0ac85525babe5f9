import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import type { AccountEvent } from "@/lib/rows";
import { type Detail, textOf } from "@/lib/trail-words";

/** An event of an account's trail as one sentence, in words to its own person. */
export function accountSentence({ type, detail = {} }: AccountEvent): string {
  return accountSentences[type](detail);
}

const accountSentences: Record<AccountEvent["type"], (detail: Detail) => string> = {
  accountCreated: () => "The account was created.",
  accountTakenOver: () => "The account was set up anew, after its address was confirmed.",
  signedIn: (detail) => `Signed in with ${textOf(detail, "browser") || "an unknown browser"}.`,
  wrongPassword: ({ count }) =>
    typeof count === "number" && count > 1
      ? `A wrong password was entered ${count} times.`
      : "A wrong password was entered.",
  sessionsEnded: (detail) => endWords(textOf(detail, "why"), countOf(detail)),
  passwordChanged: () => "The password was changed.",
  addressProven: (detail) => proofWords[textOf(detail, "through")] ?? "The address was confirmed.",
  addressChanged: (detail) =>
    `The address was changed from ${addressOf(detail, "from")} to ${addressOf(detail, "to")}.`,
  platformAdminGranted: () => "Became a platform administrator.",
  platformAdminRevoked: () => "Is no longer a platform administrator.",
};

const proofWords: Record<string, string> = {
  code: "The address was confirmed with a code.",
  link: "The address was confirmed by opening a mailed invitation.",
  operator: "The address was confirmed by the operator.",
};

function endWords(why: string, count: number): string {
  const devices = count === 1 ? "1 device" : `${count} devices`;
  switch (why) {
    case "signedOut":
      return "Signed out.";
    case "endedOthers":
      return `Signed out ${devices}, all but the one in use.`;
    case "passwordChanged":
      return `${devices} had to sign in again, because the password changed.`;
    case "takenOver":
      return `Signed out ${devices}, because the account was set up anew.`;
    case "tooMany":
      return `Signed out ${devices}, because too many were signed in.`;
    default:
      return `Signed out ${devices}.`;
  }
}

function countOf({ count }: Detail): number {
  return typeof count === "number" ? count : 1;
}

function addressOf(detail: Detail, field: string): string {
  return isolated(shownAddress(textOf(detail, field)));
}
