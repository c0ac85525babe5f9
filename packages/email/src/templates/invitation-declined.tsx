import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { Quote } from "../components/quote";
import { TurnOff } from "../components/turn-off";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { nameOrAddress, subjectLine } from "../words";

export type InvitationDeclinedProps = {
  invitee: { email: string; name?: string | undefined };
  organizationName: string;
  role: Role;
  /** The invitee's reason, in their own words, if they gave one. */
  reason?: string | undefined;
  /** ms since epoch. */
  declinedAt: number;
  /** The organization's invitations page. */
  link: string;
  /** To the page that turns these off. */
  unsubscribeLink: string;
};

export default function InvitationDeclined(props: InvitationDeclinedProps & Sending) {
  const { invitee, organizationName, reason, declinedAt, link } = props;
  const who = nameOrAddress(invitee);
  return (
    <Layout
      preview={
        reason?.trim()
          ? "They gave a reason. The invitation is closed."
          : "They didn't give a reason. The invitation is closed."
      }
      doorway="closed"
      title={`${who} declined`}
      lead={`The invitation to ${organizationName} is closed.`}
      footer={
        <>
          <SmallPrint>
            You're receiving this because you sent the invitation. Its link no longer works. To ask
            again, send a new invitation.
          </SmallPrint>
          <TurnOff link={props.unsubscribeLink} />
        </>
      }
    >
      {reason?.trim() ? <Quote words={reason} by={who} /> : null}
      <Facts
        facts={[
          { name: "Invited", value: invitee.email },
          { name: "Role", value: roleWords[props.role].label },
          { name: "Declined", value: <Moment at={declinedAt} now={props.now} /> },
        ]}
      />
      <Action label="View invitations" href={link} />
    </Layout>
  );
}

InvitationDeclined.subject = (props: InvitationDeclinedProps): string =>
  subjectLine(`${nameOrAddress(props.invitee)} declined to join ${props.organizationName}`);

InvitationDeclined.PreviewProps = {
  invitee: { email: "maria.sousa@example.org", name: "Maria Sousa" },
  organizationName: "Acme",
  role: "member",
  reason: "Thank you for thinking of me. I am staying where I am until the summer.",
  declinedAt: Date.UTC(2026, 10, 21, 9, 40),
  link: "http://localhost:3000/orgs/acme/invitations",
  unsubscribeLink:
    "http://localhost:3000/unsubscribe?user=k57a2&notice=invitationDeclined&token=5e5e",
  now: Date.UTC(2026, 10, 21, 9, 41),
} satisfies InvitationDeclinedProps & Sending;
