import { type MailKind, type MailOf, mailKinds, templateOf } from "./templates";

/** One mail of each kind, from its template's own `PreviewProps`: for previews and tests. */
export const samples = Object.fromEntries(
  mailKinds.map((kind) => [kind, { kind, props: templateOf(kind).PreviewProps }]),
) as { [Kind in MailKind]: MailOf<Kind> };
