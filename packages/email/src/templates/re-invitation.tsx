import { Layout, SmallPrint } from "../components/layout";
import { Offer, type OfferProps, offerPreview, offerSample, Unexpected } from "../components/offer";
import { subjectLine } from "../words";

export type ReInvitationProps = OfferProps;

export function reInvitationSubject({ organizationName }: ReInvitationProps): string {
  return subjectLine(`Your new invitation to ${organizationName}`);
}

/** After an expired link was opened, where the organization lets a new one follow by itself. */
export function ReInvitation(props: ReInvitationProps) {
  return (
    <Layout
      preview={offerPreview(props)}
      doorway="open"
      title={`The door to ${props.organizationName} is open again`}
      lead="Your earlier invitation had expired, so here is a new one."
      footer={
        <>
          <SmallPrint>
            You get this because the expired link was opened. Use this one from now on; the earlier
            one no longer works.
          </SmallPrint>
          <Unexpected doubt="If that was not you, ignore this:" />
        </>
      }
    >
      <Offer offer={props} namesInviter />
    </Layout>
  );
}

ReInvitation.PreviewProps = {
  ...offerSample,
  expiresAt: Date.UTC(2026, 11, 4, 14, 5),
} satisfies ReInvitationProps;
