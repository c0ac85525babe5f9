import { Button, Link, Text } from "@react-email/components";
import { monoFamily, size, themed } from "../theme";
import { Cell } from "./cell";
import { usePalette } from "./look";

/**
 * The mail's one coloured button, and under it its address as text that can be copied. The plain-text
 * part keeps only that text, so the address stands there once. A second button in a mail is quiet.
 */
export function Action({ label, href, isQuiet }: { label: string; href: string; isQuiet?: true }) {
  const colours = usePalette();
  const look = isQuiet
    ? quiet
    : {
        ground: themed({ ground: "button", border: "rim" }, groundShape, colours),
        label: themed({ text: "onButton" }, labelShape, colours),
      };
  return (
    <Cell style={{ paddingTop: isQuiet ? 24 : 0 }}>
      <Cell align="center" {...look.ground}>
        <Button href={href} data-skip-in-text={true} {...look.label}>
          {label}
        </Button>
      </Cell>
      <Text {...hintStyle}>
        {label} with this link:
        <br />
        <Link href={href} {...addressStyle}>
          {href}
        </Link>
      </Text>
    </Cell>
  );
}

/** The cell is painted and not the link, which in Outlook for Windows is no larger than its words. */
const groundShape = { border: "1px solid", borderRadius: 8, textAlign: "center" } as const;

const labelShape = {
  display: "block",
  padding: "14px 20px",
  fontSize: size.body,
  fontWeight: 600,
  textAlign: "center",
} as const;

const quiet = {
  ground: themed({ ground: "card", border: "line" }, groundShape),
  label: themed({ text: "ink" }, labelShape),
};

const hintStyle = themed(
  { text: "muted" },
  { fontSize: size.small, lineHeight: "20px", margin: "16px 0 0" },
);

const addressStyle = themed(
  { text: "muted" },
  {
    fontFamily: monoFamily,
    fontSize: 12,
    lineHeight: "18px",
    textDecoration: "underline",
    wordBreak: "break-all",
  },
);
