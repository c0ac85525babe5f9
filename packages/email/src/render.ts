import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server.edge";
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
export function render<Kind extends MailKind>({ kind, props }: MailOf<Kind>): RenderedMail {
  const template = templateOf(kind);
  const html = DOCTYPE + renderToStaticMarkup(createElement(template, props));
  return { subject: template.subject(props), html, text: textOf(html) };
}
