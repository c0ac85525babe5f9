import { momentInWords, type Role, roleWords } from "../words";
import { Action } from "./action";
import { Facts } from "./facts";
import { SmallPrint } from "./layout";
import { Quote } from "./quote";

/** What every mail with a link to an invitation says. */
export type OfferProps = {
  /** Whom the invitation is for. */
  email: string;
  organizationName: string;
  inviterName: string;
  role: Role;
  /** The inviter's own words, if any. */
  message?: string | undefined;
  /** ms since epoch. */
  expiresAt: number;
  /** The whole link, token included. */
  link: string;
};

/** The inviter's words, what is offered to whom until when, and the link. */
export function Offer({ offer, namesInviter }: { offer: OfferProps; namesInviter?: boolean }) {
  const { email, inviterName, message, expiresAt, link } = offer;
  const role = roleWords[offer.role];
  return (
    <>
      {message?.trim() ? <Quote words={message} by={inviterName} /> : null}
      <Facts
        facts={[
          { name: "Your role", value: role.name, note: role.may },
          ...(namesInviter ? [{ name: "From", value: inviterName }] : []),
          { name: "For", value: email },
          { name: "Open until", value: momentInWords(expiresAt) },
        ]}
      />
      <Action label="Open invitation" href={link} />
    </>
  );
}

export function offerPreview({ organizationName, role, expiresAt }: OfferProps): string {
  return `Join ${organizationName} as ${roleWords[role].name}. Open until ${momentInWords(expiresAt)}.`;
}

/** For who gets a link that they cannot explain, after what they may do about it. */
export function Unexpected({ doubt }: { doubt: string }) {
  return (
    <SmallPrint>
      {doubt} nothing happens until somebody opens the link and joins. The link is yours alone, so
      please do not forward it.
    </SmallPrint>
  );
}

export const offerSample = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Ada Okafor",
  role: "member",
  expiresAt: Date.UTC(2026, 10, 27, 14, 5),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies OfferProps;
