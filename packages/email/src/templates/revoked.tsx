import { Contact } from "../components/contact";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type RevokedProps = {
  /** Whom the invitation was for. */
  email: string;
  organizationName: string;
  /** What it offered. */
  role: Role;
  /** ms since epoch. */
  revokedAt: number;
  /** The organization's contact address, if it has one. */
  contact?: string | undefined;
};

/** To an invitee who had opened the invitation. The reason is an admin's note, and not for them. */
export default function Revoked(props: RevokedProps & Sending) {
  const { email, organizationName, role, revokedAt, contact, now } = props;
  return (
    <Layout
      preview="Its link no longer works. You don't need to do anything."
      doorway="closed"
      title="Your invitation was revoked"
      lead={`${organizationName} took back the invitation it sent you.`}
      footer={
        <SmallPrint>
          You're receiving this because the invitation was opened. Didn't open it? You can ignore
          this. Nothing has changed for you.
        </SmallPrint>
      }
    >
      <Facts
        facts={[
          { name: "For", value: email },
          { name: "Role", value: roleWords[role].label },
          { name: "Revoked", value: <Moment at={revokedAt} now={now} /> },
        ]}
      />
      <Paragraph>Its links no longer work, so you can't join with it anymore.</Paragraph>
      <Contact organizationName={organizationName} contact={contact} />
    </Layout>
  );
}

Revoked.subject = ({ organizationName }: RevokedProps): string =>
  subjectLine(`Your invitation to ${organizationName} was revoked`);

Revoked.PreviewProps = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  role: "member",
  revokedAt: Date.UTC(2026, 10, 24, 16, 20),
  contact: "people@acme.test",
  now: Date.UTC(2026, 10, 24, 16, 21),
} satisfies RevokedProps & Sending;
