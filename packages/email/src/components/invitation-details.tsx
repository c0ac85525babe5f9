import { type Role, roleWords } from "../role-words";
import type { Sending } from "../sending";
import { momentInWords } from "../words";
import { Action } from "./action";
import { Facts } from "./facts";
import { SmallPrint } from "./layout";
import { Moment } from "./moment";
import { Quote } from "./quote";

/** What every mail with a link to an invitation says. */
export type InvitationDetailsProps = {
  /** Whom the invitation is for. */
  email: string;
  organizationName: string;
  inviterName: string;
  /** The inviter's address, which their mailbox has proven: a name can say anything. */
  inviterEmail?: string | undefined;
  role: Role;
  /** The inviter's own words, if any. */
  message?: string | undefined;
  /** ms since epoch. */
  expiresAt: number;
  /** The whole link, token included. */
  link: string;
};

/** The inviter's words, the facts of the invitation, and the link. */
export function InvitationDetails({ details }: { details: InvitationDetailsProps & Sending }) {
  const { email, inviterName, inviterEmail, message, expiresAt, link, now } = details;
  const role = roleWords[details.role];
  return (
    <>
      {message?.trim() ? <Quote words={message} by={inviterName} /> : null}
      <Facts
        facts={[
          { name: "Your role", value: role.label, note: role.may },
          {
            name: "Invited by",
            value: inviterName,
            note: inviterEmail,
          },
          { name: "For", value: email },
          { name: "Expires", value: <Moment at={expiresAt} now={now} /> },
        ]}
      />
      <Action label="Open invitation" href={link} />
    </>
  );
}

export function invitationPreview({
  organizationName,
  role,
  expiresAt,
}: InvitationDetailsProps): string {
  return `Join ${organizationName} as ${roleWords[role].label}. Expires ${momentInWords(expiresAt)}.`;
}

/** For an invitee who does not know why they got the mail; `doubt` asks what they may be wondering. */
export function Unexpected({ doubt }: { doubt: string }) {
  return (
    <SmallPrint>
      {doubt} You can ignore it. Nothing happens unless someone joins with the link. It's for you
      only, so please don't forward it.
    </SmallPrint>
  );
}

export const invitationSample = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Ada Okafor",
  inviterEmail: "ada.okafor@acme.example",
  role: "member",
  expiresAt: Date.UTC(2026, 10, 27, 14, 5),
  now: Date.UTC(2026, 10, 20, 14, 5),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies InvitationDetailsProps & Sending;
