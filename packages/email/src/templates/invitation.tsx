import { Layout, SmallPrint } from "../components/layout";
import { Offer, type OfferProps, offerPreview, offerSample, Unexpected } from "../components/offer";
import { roleWords, subjectLine } from "../words";

export type InvitationProps = OfferProps;

export function invitationSubject({ inviterName, organizationName }: InvitationProps): string {
  return subjectLine(`${inviterName} invited you to join ${organizationName}`);
}

export function Invitation(props: InvitationProps) {
  return (
    <Layout
      preview={offerPreview(props)}
      doorway="open"
      title={`Join ${props.organizationName} as ${roleWords[props.role].name}`}
      lead={`${props.inviterName} invited you.`}
      footer={
        <>
          <SmallPrint>
            Opened it too late? The same link lets you ask for a new invitation; there is no need to
            write back.
          </SmallPrint>
          <Unexpected doubt="If you did not expect this, ignore it:" />
        </>
      }
    >
      <Offer offer={props} />
    </Layout>
  );
}

Invitation.PreviewProps = {
  ...offerSample,
  role: "admin",
  message:
    "Hello Maria, we start with the spring catalogue on Monday.\nThe drafts are in the project, have a look before then.",
} satisfies InvitationProps;
