import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Quote } from "../components/quote";
import { momentInWords, nameOrAddress, type Role, roleWords, subjectLine } from "../words";

export type RequestReceivedProps = {
  invitee: { email: string; name?: string | undefined };
  organizationName: string;
  /** What the expired invitation offered. */
  role: Role;
  /** The invitee's own words, if any. */
  message?: string | undefined;
  /** Which of the allowed requests this is, from 1. */
  requestNumber: number;
  maxRequests: number;
  /** ms since epoch. */
  requestedAt: number;
  /** When the invitation they hold expired; ms since epoch. */
  expiredAt: number;
  /**
   * The requests page with this request open, about to be approved or denied. Opening decides nothing.
   * Absent for the contact address of somebody who may not answer.
   */
  answer?: { approveLink: string; denyLink: string } | undefined;
};

export function requestReceivedSubject(props: RequestReceivedProps): string {
  return subjectLine(
    `${nameOrAddress(props.invitee)} asks for a new invitation to ${props.organizationName}`,
  );
}

export function RequestReceived(props: RequestReceivedProps) {
  const { invitee, organizationName, message, requestNumber, maxRequests, answer } = props;
  const who = nameOrAddress(invitee);
  const role = roleWords[props.role];
  return (
    <Layout
      preview={`Their invitation as ${role.name} expired on ${momentInWords(props.expiredAt)}.`}
      doorway="bell"
      title={`${who} is at the door`}
      lead={`They ask for a new invitation to ${organizationName}.`}
      footer={
        answer ? (
          <SmallPrint>
            You get this because you may answer requests for {organizationName}. Opening a link
            decides nothing yet: the page asks you first. Whoever answers first decides, and the
            page shows who did.
          </SmallPrint>
        ) : (
          <SmallPrint>
            You get this because invitees of {organizationName} may write to this address. Its
            owners and admins answer requests and got this too; if nobody does, tell one of them.
          </SmallPrint>
        )
      }
    >
      {message?.trim() ? <Quote words={message} by={who} /> : null}
      <Facts
        facts={[
          { name: "Address", value: invitee.email },
          { name: "Role", value: role.name, note: role.may },
          { name: "Expired", value: momentInWords(props.expiredAt) },
          {
            name: "Asked",
            value: momentInWords(props.requestedAt),
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
} satisfies RequestReceivedProps;
