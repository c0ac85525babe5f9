import type { RefusalCode } from "./refusals";

/**
 * An account's address may be anybody's until its mailbox has proven it. Before that nothing goes out in its name: no
 * letter, no link, and no organization that letters could come from. Null means: may.
 */
export function unprovenRefusal(person: { emailVerified: boolean }): RefusalCode | null {
  return person.emailVerified ? null : "address_unproven";
}
