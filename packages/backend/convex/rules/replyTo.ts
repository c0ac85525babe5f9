/** Whose mailbox an answer to a letter of an organization's goes to. */
interface Answering {
  /** What the organization has set for answers to its letters. */
  replyToEmail?: string;
  /** Its contact, who answers what nothing else is set for. */
  adminContactEmail?: string;
}

/**
 * The organization's mailbox goes before a person's; `person` is whom the letter is from in its reader's eyes. An address that
 * nobody has proven may be a stranger's, who would read the answers.
 */
export function replyToOf(
  { replyToEmail, adminContactEmail }: Answering,
  person?: { email: string; emailVerified: boolean },
): string | undefined {
  return replyToEmail ?? adminContactEmail ?? (person?.emailVerified ? person.email : undefined);
}
