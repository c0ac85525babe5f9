import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { rendered as render, samples } from "./samples";

/** Writes every mail's sample as .html and .txt into the folder named, `preview` when none is. */
const folder = resolve(process.argv[2] ?? "preview");
mkdirSync(folder, { recursive: true });
for (const mail of Object.values(samples)) {
  const { subject, html, text } = render(mail);
  writeFileSync(join(folder, `${mail.kind}.html`), html);
  writeFileSync(join(folder, `${mail.kind}.txt`), `Subject: ${subject}\n\n${text}`);
}
process.stdout.write(`${Object.keys(samples).length} mails are in ${folder}\n`);
