import { Text } from "@react-email/components";
import { size, themed } from "../theme";
import { Cell } from "./cell";
import { Lines } from "./lines";
import { usePalette } from "./look";

/** Words a person wrote, never mixed with our own, in their own direction. */
export function Quote({ words, by }: { words: string; by: string }) {
  const colours = usePalette();
  return (
    <Cell style={{ paddingBottom: 24 }}>
      <blockquote style={{ margin: 0 }}>
        <Cell {...themed({ edge: "rail" }, quoteShape, colours)}>
          <Text dir="auto" {...wordsStyle}>
            <Lines of={words} />
          </Text>
          <Text {...byStyle}>{by}</Text>
        </Cell>
      </blockquote>
    </Cell>
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
