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

export type ReInvitationProps = InvitationDetailsProps;

/** After an expired link was opened, in an organization that renews invitations automatically. */
export default function ReInvitation(props: ReInvitationProps & Sending) {
  return (
    <Layout
      preview={invitationPreview(props)}
      doorway="open"
      title={`Your new invitation to ${props.organizationName}`}
      lead="Your earlier invitation expired, so here's a new one."
      footer={
        <>
          <SmallPrint>
            You're receiving this because the expired link was opened. Use the new link. The earlier
            one no longer works.
          </SmallPrint>
          <Unexpected doubt="Wasn't that you?" />
        </>
      }
    >
      <InvitationDetails details={props} />
    </Layout>
  );
}

ReInvitation.subject = ({ organizationName }: ReInvitationProps): string =>
  subjectLine(`Your new invitation to ${organizationName}`);

ReInvitation.PreviewProps = {
  ...invitationSample,
  expiresAt: Date.UTC(2026, 11, 4, 14, 5),
  now: Date.UTC(2026, 10, 27, 14, 5),
} satisfies ReInvitationProps & Sending;
