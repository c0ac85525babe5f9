import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import { Fragment } from "react";
import { size, themed } from "../theme";

/** Words a person wrote, line breaks kept, never mixed with our own. */
export function Quote({ words, by }: { words: string; by: string }) {
  const lines = words.trim().split(/\r\n|\r|\n/);
  return (
    <Section style={{ paddingBottom: 24 }}>
      <blockquote {...quoteStyle}>
        <Text {...wordsStyle}>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other identity
            <Fragment key={at}>
              {at > 0 ? <br /> : null}
              {line}
            </Fragment>
          ))}
        </Text>
        <Text {...byStyle}>{by}</Text>
      </blockquote>
    </Section>
  );
}

const quoteStyle = themed(
  { edge: "brass" },
  { margin: 0, padding: "2px 0 2px 16px", borderLeft: "3px solid" },
);

const wordsStyle = themed(
  { text: "ink" },
  { fontSize: size.body, lineHeight: "23px", margin: 0, overflowWrap: "anywhere" },
);

const byStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: "6px 0 0", overflowWrap: "anywhere" },
);
