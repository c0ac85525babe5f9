import { Layout, SmallPrint } from "../components/layout";
import { Offer, type OfferProps, offerPreview, offerSample, Unexpected } from "../components/offer";
import { subjectLine } from "../words";

/** The new invitation, which may offer another role than the expired one; its inviter is who approved. */
export type RequestApprovedProps = Omit<OfferProps, "message">;

export function requestApprovedSubject({ organizationName }: RequestApprovedProps): string {
  return subjectLine(`Your request to join ${organizationName} was approved`);
}

export function RequestApproved(props: RequestApprovedProps) {
  return (
    <Layout
      preview={offerPreview(props)}
      doorway="open"
      title="Your request was approved"
      lead={`${props.inviterName} sent you a new invitation to ${props.organizationName}.`}
      footer={
        <>
          <SmallPrint>
            You get this because you asked for a new invitation. Use this link from now on; the
            expired one no longer works.
          </SmallPrint>
          <Unexpected doubt="If you did not ask, ignore this:" />
        </>
      }
    >
      <Offer offer={props} />
    </Layout>
  );
}

RequestApproved.PreviewProps = {
  ...offerSample,
  inviterName: "Bruno Lima",
  expiresAt: Date.UTC(2026, 11, 6, 9, 30),
} satisfies RequestApprovedProps;
