import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { Quote } from "../components/quote";
import { TurnOff } from "../components/turn-off";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { momentInWords, nameOrAddress, subjectLine } from "../words";

export type RequestReceivedProps = {
  invitee: { email: string; name?: string | undefined };
  organizationName: string;
  /** What the expired invitation offered. */
  role: Role;
  /** The invitee's own words, if any. */
  message?: string | undefined;
  /** The first request is 1. */
  requestNumber: number;
  maxRequests: number;
  /** ms since epoch. */
  requestedAt: number;
  /** When the invitation expired; ms since epoch. */
  expiredAt: number;
  /**
   * The requests page with this request's dialog open. Opening a link decides nothing. Absent in the mail to
   * a contact address, whose reader may not be allowed to answer.
   */
  answer?: { approveLink: string; denyLink: string } | undefined;
  /** To the page that turns these off, for who has an own say in that: not for a contact address. */
  unsubscribeLink?: string | undefined;
};

export default function RequestReceived(props: RequestReceivedProps & Sending) {
  const { invitee, organizationName, message, requestNumber, maxRequests, answer } = props;
  const who = nameOrAddress(invitee);
  const role = roleWords[props.role];
  return (
    <Layout
      preview={`Their invitation as ${role.label} expired on ${momentInWords(props.expiredAt)}.`}
      doorway="bell"
      title={`${who} asked for a new invitation`}
      lead={`Their invitation to ${organizationName} has expired.`}
      footer={
        <>
          {answer ? (
            <SmallPrint>
              You're receiving this because you can approve requests for {organizationName}. Opening
              a link doesn't decide anything yet. The page asks you first, and shows if someone else
              has already answered.
            </SmallPrint>
          ) : (
            <SmallPrint>
              You're receiving this because invitees of {organizationName} can write to this
              address. Its owners and admins answer requests and got this email too. If none of them
              answers, let one of them know.
            </SmallPrint>
          )}
          {props.unsubscribeLink ? <TurnOff link={props.unsubscribeLink} /> : null}
        </>
      }
    >
      {message?.trim() ? <Quote words={message} by={who} /> : null}
      <Facts
        facts={[
          { name: "Address", value: invitee.email },
          { name: "Role", value: role.label, note: role.may },
          { name: "Expired", value: <Moment at={props.expiredAt} now={props.now} /> },
          {
            name: "Asked",
            value: <Moment at={props.requestedAt} now={props.now} />,
            note: `Request ${requestNumber} of ${maxRequests}`,
          },
        ]}
      />
      {answer ? (
        <>
          <Action label="Approve" href={answer.approveLink} />
          <Action label="Deny" href={answer.denyLink} isQuiet />
        </>
      ) : null}
    </Layout>
  );
}

RequestReceived.subject = (props: RequestReceivedProps): string =>
  subjectLine(
    `${nameOrAddress(props.invitee)} asked for a new invitation to ${props.organizationName}`,
  );

RequestReceived.PreviewProps = {
  invitee: { email: "maria.sousa@example.org", name: "Maria Sousa" },
  organizationName: "Acme",
  role: "member",
  message: "I was away and missed the link. May I have a new one?",
  requestNumber: 1,
  maxRequests: 3,
  requestedAt: Date.UTC(2026, 10, 29, 8, 12),
  expiredAt: Date.UTC(2026, 10, 27, 14, 5),
  answer: {
    approveLink: "http://localhost:3000/orgs/acme/requests?request=j97x4c2m&action=approve",
    denyLink: "http://localhost:3000/orgs/acme/requests?request=j97x4c2m&action=deny",
  },
  unsubscribeLink: "http://localhost:3000/unsubscribe?user=k57a2&notice=requestReceived&token=5e5e",
  now: Date.UTC(2026, 10, 29, 8, 12),
} satisfies RequestReceivedProps & Sending;
