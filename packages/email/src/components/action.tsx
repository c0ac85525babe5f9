import { Button, Link, Text } from "@react-email/components";
import { monoFamily, size, themed } from "../theme";

/**
 * The mail's one green button, and under it its address as text that can be copied. The plain-text
 * part keeps only that text, so the address stands there once. A second button in a mail is quiet.
 */
export function Action({ label, href, isQuiet }: { label: string; href: string; isQuiet?: true }) {
  return (
    <>
      <Button href={href} data-skip-in-text={true} {...(isQuiet ? quietButtonStyle : buttonStyle)}>
        {label}
      </Button>
      <Text {...hintStyle}>
        {label} with this link:
        <br />
        <Link href={href} {...addressStyle}>
          {href}
        </Link>
      </Text>
    </>
  );
}

const buttonShape = {
  display: "block",
  boxSizing: "border-box",
  padding: "14px 20px",
  border: "1px solid",
  borderRadius: 8,
  fontSize: size.body,
  fontWeight: 600,
  textAlign: "center",
} as const;

const buttonStyle = themed({ ground: "door", text: "onDoor", border: "door" }, buttonShape);

const quietButtonStyle = themed(
  { ground: "card", text: "ink", border: "line" },
  { ...buttonShape, marginTop: 24 },
);

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
