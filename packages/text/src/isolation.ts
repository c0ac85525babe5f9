/**
 * What a person wrote, inside a sentence of ours: right-to-left letters would move the words around them. On a screen `<bdi>`
 * keeps the two apart; these marks do it where there is no markup: titles, subjects, labels for screen readers, toasts.
 */

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The blocks of Hebrew, Arabic and every other script that runs from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** For a sentence. Text that runs as ours does needs no marks, and gets none: mail filters distrust them. */
export function isolated(text: string): string {
  const plain = undirected(text);
  return RIGHT_TO_LEFT.test(plain)
    ? `${FIRST_STRONG_ISOLATE}${plain}${POP_DIRECTIONAL_ISOLATE}`
    : plain;
}

/** Without marks that turn letters around or end the isolation: rows from before names were tidied hold them. */
export function undirected(text: string): string {
  return text.replace(DIRECTION_MARKS, "");
}

/** The same text in HTML that is already escaped: what the marks enclose stands in an element that does what they do. */
export function isolatedInHtml(html: string): string {
  return html.replace(/\u2068([^\u2068\u2069<]*)\u2069/g, "<bdi>$1</bdi>");
}
