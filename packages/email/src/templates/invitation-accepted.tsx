import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { TurnOff } from "../components/turn-off";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { nameOrAddress, subjectLine } from "../words";

export type InvitationAcceptedProps = {
  invitee: { email: string; name?: string | undefined };
  organizationName: string;
  role: Role;
  /** ms since epoch. */
  acceptedAt: number;
  /** The organization's members page. */
  link: string;
  /** To the page that turns these off. */
  unsubscribeLink: string;
};

export default function InvitationAccepted(props: InvitationAcceptedProps & Sending) {
  const { invitee, organizationName, acceptedAt, link } = props;
  const role = roleWords[props.role];
  return (
    <Layout
      preview={`They accepted your invitation as ${role.label}.`}
      doorway="open"
      title={`${nameOrAddress(invitee)} joined`}
      lead={`Your invitation to ${organizationName} was accepted.`}
      footer={
        <>
          <SmallPrint>
            You're receiving this because you sent the invitation. There's nothing left to do.
          </SmallPrint>
          <TurnOff link={props.unsubscribeLink} />
        </>
      }
    >
      <Facts
        facts={[
          { name: "Invited", value: invitee.email },
          { name: "Role", value: role.label },
          { name: "Joined", value: <Moment at={acceptedAt} now={props.now} /> },
        ]}
      />
      <Action label="View members" href={link} />
    </Layout>
  );
}

InvitationAccepted.subject = (props: InvitationAcceptedProps): string =>
  subjectLine(`${nameOrAddress(props.invitee)} joined ${props.organizationName}`);

InvitationAccepted.PreviewProps = {
  invitee: { email: "maria.sousa@example.org", name: "Maria Sousa" },
  organizationName: "Acme",
  role: "member",
  acceptedAt: Date.UTC(2026, 10, 21, 9, 40),
  link: "http://localhost:3000/orgs/acme/members",
  unsubscribeLink:
    "http://localhost:3000/unsubscribe?user=k57a2&notice=invitationAccepted&token=5e5e",
  now: Date.UTC(2026, 10, 21, 9, 41),
} satisfies InvitationAcceptedProps & Sending;
