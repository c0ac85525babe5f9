import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { TurnOff } from "../components/turn-off";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { nameOrAddress, subjectLine } from "../words";

export type CouldNotDeliverProps = {
  invitee: { email: string; name?: string | undefined };
  organizationName: string;
  role: Role;
  /** Why, in words of ours. */
  problem: string;
  /** It was not for the address, so nobody is asked to check it. */
  isAddressFine: boolean;
  /** When the invitation was last to be mailed; ms since epoch. */
  invitedAt: number;
  /** The organization's invitations page. */
  link: string;
  /** To the page that turns these off. */
  unsubscribeLink: string;
};

export default function CouldNotDeliver(props: CouldNotDeliverProps & Sending) {
  const { invitee, organizationName, role, problem, isAddressFine, invitedAt, link, now } = props;
  return (
    <Layout
      preview={
        isAddressFine
          ? "Copy a link and share it yourself, or resend the invitation later."
          : "Check the address, or copy a link and share it yourself."
      }
      doorway="closed"
      title="Your invitation didn't arrive"
      lead={`The email to ${nameOrAddress(invitee)} couldn't be delivered.`}
      footer={
        <>
          <SmallPrint>
            You're receiving this because you sent the invitation to {organizationName}. It's still
            open.
          </SmallPrint>
          <TurnOff link={props.unsubscribeLink} />
        </>
      }
    >
      <Facts
        facts={[
          { name: "Address", value: invitee.email },
          { name: "Role", value: roleWords[role].label },
          { name: "Reason", value: problem },
          { name: "Invited", value: <Moment at={invitedAt} now={now} /> },
        ]}
      />
      {isAddressFine ? (
        <Paragraph>
          Copy the invitation's link on the invitations page, and share it another way. They'll
          confirm their address with a code. You can also resend the invitation later.
        </Paragraph>
      ) : (
        <>
          <Paragraph>
            Is the address mistyped? Correct it on the invitations page, and a new invitation goes
            out.
          </Paragraph>
          <Paragraph>
            Is it right? Copy the invitation's link there, and share it another way. They'll confirm
            their address with a code.
          </Paragraph>
        </>
      )}
      <Action label="View invitations" href={link} />
    </Layout>
  );
}

CouldNotDeliver.subject = ({ invitee }: CouldNotDeliverProps): string =>
  subjectLine(`Your invitation to ${nameOrAddress(invitee)} couldn't be delivered`);

CouldNotDeliver.PreviewProps = {
  invitee: { email: "maria.sousa@exmaple.org", name: "Maria Sousa" },
  organizationName: "Acme",
  role: "member",
  problem: "This address doesn't exist.",
  isAddressFine: false,
  invitedAt: Date.UTC(2026, 10, 20, 14, 6),
  link: "http://localhost:3000/orgs/acme/invitations",
  unsubscribeLink: "http://localhost:3000/unsubscribe?user=k57a2&notice=couldNotDeliver&token=5e5e",
  now: Date.UTC(2026, 10, 20, 14, 7),
} satisfies CouldNotDeliverProps & Sending;
