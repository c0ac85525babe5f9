import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type RoleChangedProps = {
  organizationName: string;
  /** Who changed it. */
  byName: string;
  /** Their address, which their mailbox has proven: a name can say anything. */
  byEmail?: string | undefined;
  from: Role;
  to: Role;
  /** ms since epoch. */
  changedAt: number;
  /** The organization's first page. */
  link: string;
};

export default function RoleChanged(props: RoleChangedProps & Sending) {
  const { organizationName, byName, byEmail, changedAt, link, now } = props;
  const from = roleWords[props.from];
  const to = roleWords[props.to];
  return (
    <Layout
      preview={`It was ${from.label} before. What you can do now is inside.`}
      doorway="open"
      title={`Your role is now ${to.label}`}
      lead={`${byName} changed your role in ${organizationName}.`}
      footer={
        <SmallPrint>
          You're receiving this because you're a member of {organizationName}. If you didn't expect
          it, ask {byName}.
        </SmallPrint>
      }
    >
      <Facts
        facts={[
          { name: "Your role", value: to.label, note: to.may },
          { name: "Before", value: from.label },
          { name: "By", value: byName, note: byEmail },
          { name: "Changed", value: <Moment at={changedAt} now={now} /> },
        ]}
      />
      <Action label="Open organization" href={link} />
    </Layout>
  );
}

RoleChanged.subject = ({ organizationName, to }: RoleChangedProps): string =>
  subjectLine(`Your role in ${organizationName} is now ${roleWords[to].label}`);

RoleChanged.PreviewProps = {
  organizationName: "Acme",
  byName: "Ada Okafor",
  byEmail: "ada.okafor@acme.example",
  from: "member",
  to: "admin",
  changedAt: Date.UTC(2026, 10, 24, 16, 20),
  link: "http://localhost:3000/orgs/acme",
  now: Date.UTC(2026, 10, 24, 16, 21),
} satisfies RoleChangedProps & Sending;
