import { Text } from "@react-email/components";
import { size, themed } from "../theme";
import { Block } from "./block";
import { Lines } from "./lines";
import { usePalette } from "./look";

/** Words a person wrote, never mixed with our own, in their own direction. */
export function Quote({ words, by }: { words: string; by: string }) {
  const colours = usePalette();
  return (
    <Block style={{ paddingBottom: 24 }}>
      <blockquote style={{ margin: 0 }}>
        <Block {...themed({ edge: "rail" }, quoteShape, colours)}>
          <Text dir="auto" {...wordsStyle}>
            <Lines of={words} />
          </Text>
          <Text {...byStyle}>{by}</Text>
        </Block>
      </blockquote>
    </Block>
  );
}

const quoteShape = { padding: "2px 0 2px 16px", borderLeft: "3px solid" };

const wordsStyle = themed(
  { text: "ink" },
  { fontSize: size.body, lineHeight: "23px", margin: 0, overflowWrap: "anywhere" },
);

const byStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: "6px 0 0", overflowWrap: "anywhere" },
);
