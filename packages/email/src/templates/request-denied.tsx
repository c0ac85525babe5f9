import { Link } from "@react-email/link";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Quote } from "../components/quote";
import { themed } from "../theme";
import { momentInWords, type Role, roleWords, subjectLine } from "../words";

export type RequestDeniedProps = {
  organizationName: string;
  /** What the expired invitation offered. */
  role: Role;
  /** Why, in the organization's own words, if they said. */
  reason?: string | undefined;
  /** Which of the allowed requests it was, from 1. */
  requestNumber: number;
  maxRequests: number;
  /** ms since epoch. */
  requestedAt: number;
  /** Whether the link that they have takes another request. */
  canAskAgain: boolean;
  /** Where the organization can be reached, if it says. */
  contact?: string | undefined;
};

export function requestDeniedSubject({ organizationName }: RequestDeniedProps): string {
  return subjectLine(`Your request to join ${organizationName} was denied`);
}

export function RequestDenied(props: RequestDeniedProps) {
  const { organizationName, reason, requestNumber, maxRequests, canAskAgain, contact } = props;
  return (
    <Layout
      preview={reason?.trim() ? "They left a reason." : "They gave no reason."}
      doorway="closed"
      title="Your request was denied"
      lead={`${organizationName} will not send you a new invitation.`}
      footer={
        <SmallPrint>
          You get this because you asked for a new invitation. If you did not, ignore it: nothing
          has changed.
        </SmallPrint>
      }
    >
      {reason?.trim() ? <Quote words={reason} by={organizationName} /> : null}
      <Facts
        facts={[
          { name: "Role", value: roleWords[props.role].name },
          {
            name: "Asked",
            value: momentInWords(props.requestedAt),
            note: `Request ${requestNumber} of ${maxRequests}`,
          },
        ]}
      />
      {canAskAgain ? (
        <Paragraph>
          If something has changed, the expired link in your earlier mail lets you ask again.
        </Paragraph>
      ) : null}
      {contact ? (
        <Paragraph>
          You can write to {organizationName} at{" "}
          <Link href={`mailto:${contact}`} {...addressStyle}>
            {contact}
          </Link>
          .
        </Paragraph>
      ) : null}
    </Layout>
  );
}

const addressStyle = themed({ text: "door" }, { textDecoration: "underline" });

RequestDenied.PreviewProps = {
  organizationName: "Acme",
  role: "member",
  reason: "The project has ended. We would be glad to hear from you again in spring.",
  requestNumber: 1,
  maxRequests: 3,
  requestedAt: Date.UTC(2026, 10, 29, 8, 12),
  canAskAgain: true,
  contact: "people@acme.test",
} satisfies RequestDeniedProps;
