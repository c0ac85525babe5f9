import { Contact } from "../components/contact";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import { Quote } from "../components/quote";
import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type RequestDeniedProps = {
  organizationName: string;
  /** What the expired invitation offered. */
  role: Role;
  /** The admin's reason, in their own words, if they gave one. */
  reason?: string | undefined;
  /** The first request is 1. */
  requestNumber: number;
  maxRequests: number;
  /** ms since epoch. */
  requestedAt: number;
  /** Whether the invitee can ask again with the expired link. */
  canAskAgain: boolean;
  /** The organization's contact address, if it has one. */
  contact?: string | undefined;
};

export default function RequestDenied(props: RequestDeniedProps & Sending) {
  const { organizationName, reason, requestNumber, maxRequests, canAskAgain, contact } = props;
  return (
    <Layout
      preview={
        reason?.trim() ? "The reason they gave is inside." : "They didn't give a reason for it."
      }
      doorway="closed"
      title="Your request was denied"
      lead={`${organizationName} won't send you a new invitation.`}
      footer={
        <SmallPrint>
          You're receiving this because you asked for a new invitation. Didn't ask for one? You can
          ignore this. Nothing has changed.
        </SmallPrint>
      }
    >
      {reason?.trim() ? <Quote words={reason} by={organizationName} /> : null}
      <Facts
        facts={[
          { name: "Role", value: roleWords[props.role].label },
          {
            name: "Asked",
            value: <Moment at={props.requestedAt} now={props.now} />,
            note: `Request ${requestNumber} of ${maxRequests}`,
          },
        ]}
      />
      {canAskAgain ? (
        <Paragraph>
          If something has changed, you can ask again with the expired link in your earlier email.
        </Paragraph>
      ) : null}
      <Contact organizationName={organizationName} contact={contact} />
    </Layout>
  );
}

RequestDenied.subject = ({ organizationName }: RequestDeniedProps): string =>
  subjectLine(`Your request to join ${organizationName} was denied`);

RequestDenied.PreviewProps = {
  organizationName: "Acme",
  role: "member",
  reason: "The project has ended. We would be glad to hear from you again in spring.",
  requestNumber: 1,
  maxRequests: 3,
  requestedAt: Date.UTC(2026, 10, 29, 8, 12),
  canAskAgain: true,
  contact: "people@acme.test",
  now: Date.UTC(2026, 10, 29, 9, 30),
} satisfies RequestDeniedProps & Sending;
