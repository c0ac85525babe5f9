import type { ReactNode } from "react";

/**
 * Outlook for Windows lays mail out with Word, which knows no `max-width`, no `display` and none of our first fonts. What is
 * here stands in comments that only Word reads.
 */

/** A column of a fixed width around what is elsewhere as wide as the window, up to a limit of its own. */
export function OutlookWidth({ width, children }: { width: number; children: ReactNode }) {
  // Each half ends the element that carries it, and begins the one that this element's end closes.
  const before = `</div><table role="presentation" align="center" width="${width}" cellpadding="0" cellspacing="0" border="0"><tr><td><div>`;
  const after = "</div></td></tr></table><div>";
  return (
    <>
      <WordOnly as="div" html={before} />
      {children}
      <WordOnly as="div" html={after} />
    </>
  );
}

/** Word falls back to Times in every table, and scales tables and text apart on dense screens. */
export function OutlookStyle() {
  const dpi =
    '<xml xmlns:o="urn:schemas-microsoft-com:office:office"><o:OfficeDocumentSettings>' +
    "<o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml>";
  const fonts = "<style>table,td,th,p,a,h1{font-family:'Segoe UI',Arial,sans-serif}</style>";
  return <WordOnly as="noscript" html={dpi + fonts} />;
}

function WordOnly({ as: Carrier, html }: { as: "div" | "noscript"; html: string }) {
  const comment = { __html: `<!--[if mso]>${html}<![endif]-->` };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React writes no comments, and nothing in these comes from outside
  return <Carrier dangerouslySetInnerHTML={comment} />;
}
