import { Layout, SmallPrint } from "../components/layout";
import { Offer, type OfferProps, offerSample } from "../components/offer";
import { momentInWords, subjectLine } from "../words";

/** The link is the one that the invitation's own mail carried. */
export type ReminderProps = OfferProps;

export function reminderSubject({ organizationName }: ReminderProps): string {
  return subjectLine(`Your invitation to ${organizationName} expires soon`);
}

export function Reminder(props: ReminderProps) {
  const { organizationName, inviterName, expiresAt } = props;
  return (
    <Layout
      preview={`${inviterName}'s invitation is open until ${momentInWords(expiresAt)}.`}
      doorway="open"
      title={`Still time to join ${organizationName}`}
      lead={`${inviterName} invited you, and the invitation expires soon.`}
      footer={
        <>
          <SmallPrint>
            This is the only reminder. Once it has expired, the same link lets you ask for a new
            invitation.
          </SmallPrint>
          <SmallPrint>
            If you do not want to join, open the link and decline, or ignore this: nothing happens
            until somebody joins. The link is yours alone, so please do not forward it.
          </SmallPrint>
        </>
      }
    >
      <Offer offer={props} />
    </Layout>
  );
}

Reminder.PreviewProps = offerSample satisfies ReminderProps;
