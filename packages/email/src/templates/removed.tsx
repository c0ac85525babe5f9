import { Contact } from "../components/contact";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type RemovedProps = {
  organizationName: string;
  /** Who removed them. */
  byName: string;
  /** Their address, which their mailbox has proven: a name can say anything. */
  byEmail?: string | undefined;
  /** The role that they had. */
  role: Role;
  /** ms since epoch. */
  removedAt: number;
  /** The organization's contact address, if it has one. */
  contact?: string | undefined;
};

/** To a former member whom somebody else removed. */
export default function Removed(props: RemovedProps & Sending) {
  const { organizationName, byName, byEmail, role, removedAt, contact, now } = props;
  return (
    <Layout
      preview="You no longer have access to it or its projects. Your account stays."
      doorway="closed"
      title={`You were removed from ${organizationName}`}
      lead={`${byName} ended your membership.`}
      footer={
        <SmallPrint>
          You're receiving this because you were a member of {organizationName}.
        </SmallPrint>
      }
    >
      <Facts
        facts={[
          { name: "Your role", value: roleWords[role].label },
          { name: "By", value: byName, note: byEmail },
          { name: "Removed", value: <Moment at={removedAt} now={now} /> },
        ]}
      />
      <Paragraph>
        You no longer have access to {organizationName} or its projects. Your account stays, and so
        does every other organization that you're in.
      </Paragraph>
      <Contact organizationName={organizationName} contact={contact} />
    </Layout>
  );
}

Removed.subject = ({ organizationName }: RemovedProps): string =>
  subjectLine(`You were removed from ${organizationName}`);

Removed.PreviewProps = {
  organizationName: "Acme",
  byName: "Ada Okafor",
  byEmail: "ada.okafor@acme.example",
  role: "member",
  removedAt: Date.UTC(2026, 10, 24, 16, 20),
  contact: "people@acme.test",
  now: Date.UTC(2026, 10, 24, 16, 21),
} satisfies RemovedProps & Sending;
