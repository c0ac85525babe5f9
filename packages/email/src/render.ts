import { isolatedInHtml } from "@vestibule/text/isolation";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server.edge";
import { shownProps } from "./shown-props";
import { type MailKind, type MailOf, templateOf } from "./templates";
import { textOf } from "./text";

const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

export type RenderedMail = { subject: string; html: string; text: string };

/**
 * One mail, ready for a transport: its subject (never a token or a code), HTML and plain text.
 *
 * `renderToStaticMarkup` instead of React Email's own `render`: the result is the same without
 * streams, timers or dynamic imports, so it runs in Convex's default runtime.
 */
export function render<Kind extends MailKind>({ kind, props: given }: MailOf<Kind>): RenderedMail {
  const template = templateOf(kind);
  const props = shownProps(given);
  const html = DOCTYPE + renderToStaticMarkup(createElement(template, props));
  const body = html.indexOf("<body");
  return {
    subject: template.subject(props),
    // A title in the head holds text alone.
    html: html.slice(0, body) + isolatedInHtml(html.slice(body)),
    text: textOf(html),
  };
}
