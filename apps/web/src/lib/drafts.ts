/**
 * What was typed into dialogs and not sent, for as long as the tab shows this app: a dialog that closes, or a
 * part of the page that goes, loses nothing. Never a password, and nothing that a reload would find.
 */
const drafts = new Map<string, unknown>();

export function draftOf<Draft>(key: string, empty: Draft): Draft {
  return (drafts.get(key) as Draft | undefined) ?? empty;
}

export function keepDraft(key: string, draft: unknown): void {
  drafts.set(key, draft);
}

export function dropDraft(key: string): void {
  drafts.delete(key);
}
