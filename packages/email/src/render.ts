import { isolatedInHtml } from "@vestibule/text/isolation";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server.edge";
import { LookProvider } from "./components/look";
import type { Sending } from "./sending";
import { shownInHtml, shownLook, shownProps } from "./shown-props";
import { type MailKind, type MailOf, templateOf } from "./templates";
import { textOf } from "./text";
import { linkable, unlinkedInHtml } from "./unlinked";

const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

export type RenderedMail = { subject: string; html: string; text: string };

/**
 * One mail, ready for a transport: its subject (never a token or a code), HTML and plain text. Without a clock: the same
 * mail at the same moment is the same letter.
 *
 * `renderToStaticMarkup` instead of React Email's own `render`: the result is the same without a stream to wait for.
 */
export function render<Kind extends MailKind>(
  { kind, props, look }: MailOf<Kind>,
  sending: Sending,
): RenderedMail {
  const template = templateOf(kind);
  const letter = createElement(template, { ...shownInHtml(props), ...sending });
  const marked = renderToStaticMarkup(
    createElement(LookProvider, { look: look && shownLook(look) }, letter),
  );
  const body = marked.indexOf("<body");
  return {
    subject: template.subject(shownProps(props)),
    // A title in the head holds text alone.
    html: DOCTYPE + marked.slice(0, body) + marked.slice(body).replace(TAG_OR_TEXT, withElements),
    text: textOf(linkable(marked)),
  };
}

/** In escaped HTML a bracket stands for nothing else. */
const TAG_OR_TEXT = /<[^>]*>|[^<]+/g;

function withElements(part: string): string {
  return part.startsWith("<") ? linkable(part) : unlinkedInHtml(isolatedInHtml(part));
}
