import { compile } from "html-to-text";

/** Compiled once: that takes longer than a letter. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: "[data-skip-in-text=true]", format: "skip" },
    { selector: "a", options: { linkBrackets: false, hideLinkHrefIfSameAsText: true } },
    // Capitals would misspell names.
    { selector: "h1", options: { uppercase: false } },
    { selector: "th", format: "block", options: { leadingLineBreaks: 2, trailingLineBreaks: 1 } },
    { selector: "td", format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ],
});

/**
 * The plain-text part, made from the HTML so that the two cannot say different things. Elements
 * marked `data-skip-in-text` are for the eye only: the preview, and a button whose address follows.
 */
export function textOf(html: string): string {
  // What stands before the body is most of a letter, and nothing that is read.
  const body = html.slice(Math.max(0, html.indexOf("<body")));
  return `${convert(body).trim()}\n`;
}
