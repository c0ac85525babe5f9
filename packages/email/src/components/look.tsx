import { Text } from "@react-email/components";
import { createContext, type ReactNode, useContext } from "react";
import { paletteWith } from "../accent";
import { type Palette, palette } from "../palette";
import { size, themed } from "../theme";
import { Cell } from "./cell";
import { Lines } from "./lines";

/** How an organization's letters look, beyond its name. */
export type Look = {
  organizationName: string;
  /** #rrggbb, any. */
  accent?: string | undefined;
  /** The one picture that a mail loads, and its size in pixels. */
  logo?: { url: string; width: number; height: number } | undefined;
  /** Its own words, in plain text. */
  text?: string | undefined;
};

/** A context, so that a template says nothing of it and none can forget to: who sends the mail decides. */
const LookContext = createContext<{ look?: Look | undefined; palette: Palette }>({
  palette,
});

export function LookProvider({ look, children }: { look: Look | undefined; children?: ReactNode }) {
  const value = { look, palette: paletteWith(look?.accent) };
  return <LookContext value={value}>{children}</LookContext>;
}

export function usePalette() {
  return useContext(LookContext).palette;
}

/** The organization's logo, or without one the mark. */
export function LogoOr({ children }: { children: ReactNode }) {
  const { look } = useContext(LookContext);
  if (!look?.logo) return children;
  const { width, height } = fitted(look.logo);
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} align="center" style={centred}>
      <tbody>
        <tr>
          <td align="center" style={plateStyle}>
            <img
              src={look.logo.url}
              alt={look.organizationName}
              width={width}
              height={height}
              data-skip-in-text="true"
              // Otherwise React asks for it in the head as well, with a link element.
              fetchPriority="low"
              style={{ ...logoStyle, width, height }}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const MAX_WIDTH = 200;
const MAX_HEIGHT = 56;

/** As large as there is room, and never larger than it is. */
function fitted({ width, height }: { width: number; height: number }) {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  return { width: side(width), height: side(height) };
}

const centred = { margin: "0 auto" };

/** White in the dark as well: most logos are drawn for paper, and many have no ground of their own. */
const plateStyle = { backgroundColor: "#ffffff", borderRadius: 10, padding: "10px 14px" };

/** While pictures are blocked, the name stands here in these letters. */
const logoStyle = {
  display: "block",
  border: 0,
  color: palette.light.ink,
  fontSize: size.body,
  fontWeight: 600,
  lineHeight: "20px",
};

/** What the organization says in all its letters. */
export function OwnWords() {
  const { look } = useContext(LookContext);
  if (!look?.text?.trim()) return null;
  return (
    <Cell style={{ paddingTop: 24 }}>
      <Cell {...wordsBlock}>
        <Text dir="auto" {...wordsStyle}>
          <Lines of={look.text} />
        </Text>
      </Cell>
    </Cell>
  );
}

const wordsBlock = themed({ border: "line" }, { borderTop: "1px solid", paddingTop: 16 });

const wordsStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: 0, overflowWrap: "anywhere" },
);
