import {
  InvitationDetails,
  type InvitationDetailsProps,
  invitationPreview,
  invitationSample,
  Unexpected,
} from "../components/invitation-details";
import { Layout, SmallPrint } from "../components/layout";
import { roleWords } from "../role-words";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type InvitationProps = InvitationDetailsProps;

export default function Invitation(props: InvitationProps & Sending) {
  return (
    <Layout
      preview={invitationPreview(props)}
      doorway="open"
      title={`Join ${props.organizationName} as ${roleWords[props.role].label}`}
      lead={`${props.inviterName} invited you.`}
      footer={
        <>
          <SmallPrint>
            Can't open it in time? After it expires, use the same link to ask for a new invitation.
            No need to write back.
          </SmallPrint>
          <Unexpected doubt="Didn't expect this?" />
        </>
      }
    >
      <InvitationDetails details={props} />
    </Layout>
  );
}

Invitation.subject = ({ inviterName, organizationName }: InvitationProps): string =>
  subjectLine(`${inviterName} invited you to join ${organizationName}`);

Invitation.PreviewProps = {
  ...invitationSample,
  role: "admin",
  message:
    "Hello Maria, we start with the spring catalogue on Monday.\nThe drafts are in the project, have a look before then.",
} satisfies InvitationProps & Sending;
