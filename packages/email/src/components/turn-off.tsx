import { Link } from "@react-email/components";
import { size, themed } from "../theme";
import { SmallPrint } from "./layout";

/** How a notice's reader gets no more of its kind; the header that mail programs show a button for leads there too. */
export function TurnOff({ link }: { link: string }) {
  return (
    <SmallPrint>
      Don't want these emails?{" "}
      <Link href={link} {...linkStyle}>
        Turn them off
      </Link>
    </SmallPrint>
  );
}

const linkStyle = themed({ text: "muted" }, { fontSize: size.small, textDecoration: "underline" });
