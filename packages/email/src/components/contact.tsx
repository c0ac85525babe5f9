import { Link } from "@react-email/components";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { themed } from "../theme";
import { Paragraph } from "./layout";

/** Whom to write to about an answer that nobody can change with a click; nothing when the organization names nobody. */
export function Contact({
  organizationName,
  contact,
}: {
  organizationName: string;
  contact?: string | undefined;
}) {
  if (!contact) return null;
  return (
    <Paragraph>
      You can write to {organizationName} at{" "}
      <Link href={`mailto:${contact}`} {...addressStyle}>
        {isolated(shownAddress(contact))}
      </Link>
      .
    </Paragraph>
  );
}

const addressStyle = themed({ text: "door" }, { textDecoration: "underline" });
