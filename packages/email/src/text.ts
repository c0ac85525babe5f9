import { compile } from "html-to-text";

/** Compiled once, because compiling takes longer than converting a mail. */
const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: "[data-skip-in-text=true]", format: "skip" },
    { selector: "a", options: { linkBrackets: false, hideLinkHrefIfSameAsText: true } },
    // By default headings become capitals, which would misspell names.
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
  // The head is most of a mail's HTML, and none of it is read.
  const body = html.slice(Math.max(0, html.indexOf("<body")));
  return `${convert(body).trim()}\n`;
}
