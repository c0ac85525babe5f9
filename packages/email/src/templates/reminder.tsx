import {
  InvitationDetails,
  type InvitationDetailsProps,
  invitationSample,
} from "../components/invitation-details";
import { Layout, SmallPrint } from "../components/layout";
import type { Sending } from "../sending";
import { momentInWords, subjectLine } from "../words";

/** Its link is the one from the invitation's own mail. */
export type ReminderProps = InvitationDetailsProps;

export default function Reminder(props: ReminderProps & Sending) {
  const { organizationName, inviterName, expiresAt } = props;
  return (
    <Layout
      preview={`${inviterName}'s invitation expires ${momentInWords(expiresAt)}.`}
      doorway="open"
      title={`Still time to join ${organizationName}`}
      lead={`${inviterName} invited you, and the invitation expires soon.`}
      footer={
        <>
          <SmallPrint>
            This is the only reminder. After it expires, you can use the same link to ask for a new
            invitation.
          </SmallPrint>
          <SmallPrint>
            Don't want to join? Open the link and decline, or ignore this email. Nothing happens
            unless someone joins with the link. It's for you only, so please don't forward it.
          </SmallPrint>
        </>
      }
    >
      <InvitationDetails details={props} />
    </Layout>
  );
}

Reminder.subject = ({ organizationName }: ReminderProps): string =>
  subjectLine(`Your invitation to ${organizationName} expires soon`);

Reminder.PreviewProps = {
  ...invitationSample,
  now: Date.UTC(2026, 10, 26, 14, 5),
} satisfies ReminderProps & Sending;
