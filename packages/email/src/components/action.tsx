import { Button } from "@react-email/button";
import { Link } from "@react-email/link";
import { Text } from "@react-email/text";
import { monoFamily, size, themed } from "../theme";

/**
 * The mail's one green button, and its address again as text that can be copied. The plain-text
 * part keeps only the latter, so the address stands there once.
 */
export function Action({ label, href }: { label: string; href: string }) {
  return (
    <>
      <Button href={href} data-skip-in-text={true} {...buttonStyle}>
        {label}
      </Button>
      <Text {...hintStyle}>
        {label} at this address:
        <br />
        <Link href={href} {...addressStyle}>
          {href}
        </Link>
      </Text>
    </>
  );
}

const buttonStyle = themed(
  { ground: "door", text: "onDoor" },
  {
    display: "block",
    boxSizing: "border-box",
    padding: "14px 20px",
    borderRadius: 8,
    fontSize: size.body,
    fontWeight: 600,
    textAlign: "center",
  },
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
