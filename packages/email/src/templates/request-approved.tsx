import {
  InvitationDetails,
  type InvitationDetailsProps,
  invitationPreview,
  invitationSample,
  Unexpected,
} from "../components/invitation-details";
import { Layout, SmallPrint } from "../components/layout";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

/** The new invitation. Its role may be another than the expired one's, and its inviter is the admin who approved. */
export type RequestApprovedProps = Omit<InvitationDetailsProps, "message">;

export default function RequestApproved(props: RequestApprovedProps & Sending) {
  return (
    <Layout
      preview={invitationPreview(props)}
      doorway="open"
      title="Your request was approved"
      lead={`${props.inviterName} sent you a new invitation to ${props.organizationName}.`}
      footer={
        <>
          <SmallPrint>
            You're receiving this because you asked for a new invitation. Use the new link. The
            expired one no longer works.
          </SmallPrint>
          <Unexpected doubt="Didn't ask for it?" />
        </>
      }
    >
      <InvitationDetails details={props} />
    </Layout>
  );
}

RequestApproved.subject = ({ organizationName }: RequestApprovedProps): string =>
  subjectLine(`Your request to join ${organizationName} was approved`);

RequestApproved.PreviewProps = {
  ...invitationSample,
  inviterName: "Bruno Lima",
  inviterEmail: "bruno.lima@acme.example",
  expiresAt: Date.UTC(2026, 11, 6, 9, 30),
  now: Date.UTC(2026, 10, 29, 9, 30),
} satisfies RequestApprovedProps & Sending;
