/** Lines that a person wrote: what keeps a short text from filling a screen. */

/** At most one empty line in a row. */
export function withoutGaps(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** As many as stand in an email or a list; the rest is one step away. */
export const MAX_LINES = 12;

/** The first lines of a text, and what follows them. */
export function firstLinesOf(text: string): { first: string; rest: string } {
  const lines = withoutGaps(text).split("\n");
  return {
    first: lines.slice(0, MAX_LINES).join("\n").trimEnd(),
    rest: lines.slice(MAX_LINES).join("\n").trim(),
  };
}
