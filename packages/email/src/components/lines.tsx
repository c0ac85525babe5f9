import { firstLinesOf } from "@vestibule/text/lines";
import { Fragment } from "react";

/** A text with its line breaks, as far as a mail stays readable; what follows runs on. */
export function Lines({ of: text }: { of: string }) {
  const { first, rest } = firstLinesOf(text);
  const lines = [...first.split("\n"), ...(rest === "" ? [] : [rest.replace(/\n+/g, " ")])];
  return lines.map((line, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other identity
    <Fragment key={at}>
      {at > 0 ? <br /> : null}
      {line}
    </Fragment>
  ));
}
