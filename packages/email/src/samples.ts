import { type RenderedMail, render } from "./render";
import type { Sending } from "./sending";
import { type MailKind, type MailOf, mailKinds, templateOf } from "./templates";

type Sample<Kind extends MailKind> = { kind: Kind; props: MailOf<Kind>["props"] & Sending };

/** One mail of each kind, from its template's own `PreviewProps`: for previews and tests. */
export const samples = Object.fromEntries(
  mailKinds.map((kind) => [kind, { kind, props: templateOf(kind).PreviewProps }]),
) as unknown as { [Kind in MailKind]: Sample<Kind> };

/** At the moment that its kind's sample leaves. */
export function rendered<Kind extends MailKind>(mail: MailOf<Kind>): RenderedMail {
  const { now } = templateOf(mail.kind).PreviewProps;
  return render(mail, { now });
}
