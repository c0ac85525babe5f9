import { Text } from "@react-email/components";
import { firstLinesOf } from "@vestibule/text/lines";
import { Fragment } from "react";
import { size, themed } from "../theme";
import { Block } from "./block";

/**
 * Words a person wrote, never mixed with our own, in their own direction. Line breaks are kept as far as a mail stays
 * readable; what follows runs on.
 */
export function Quote({ words, by }: { words: string; by: string }) {
  const { first, rest } = firstLinesOf(words);
  const lines = [...first.split("\n"), ...(rest === "" ? [] : [rest.replace(/\n+/g, " ")])];
  return (
    <Block style={{ paddingBottom: 24 }}>
      <blockquote style={{ margin: 0 }}>
        <Block {...quoteStyle}>
          <Text dir="auto" {...wordsStyle}>
            {lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other identity
              <Fragment key={at}>
                {at > 0 ? <br /> : null}
                {line}
              </Fragment>
            ))}
          </Text>
          <Text {...byStyle}>{by}</Text>
        </Block>
      </blockquote>
    </Block>
  );
}

const quoteStyle = themed(
  { edge: "brass" },
  { padding: "2px 0 2px 16px", borderLeft: "3px solid" },
);

const wordsStyle = themed(
  { text: "ink" },
  { fontSize: size.body, lineHeight: "23px", margin: 0, overflowWrap: "anywhere" },
);

const byStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: "6px 0 0", overflowWrap: "anywhere" },
);
