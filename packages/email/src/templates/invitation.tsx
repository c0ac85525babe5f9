import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Quote } from "../components/quote";
import { momentInWords, type Role, roleWords, subjectLine } from "../words";

export type InvitationProps = {
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

export function invitationSubject({ inviterName, organizationName }: InvitationProps): string {
  return subjectLine(`${inviterName} invited you to join ${organizationName}`);
}

export function Invitation(props: InvitationProps) {
  const { email, organizationName, inviterName, message, expiresAt, link } = props;
  const role = roleWords[props.role];
  const until = momentInWords(expiresAt);
  return (
    <Layout
      preview={`Join ${organizationName} as ${role.name}. Open until ${until}.`}
      doorway="open"
      title={`Join ${organizationName} as ${role.name}`}
      lead={`${inviterName} invited you.`}
      footer={
        <>
          <SmallPrint>
            Opened it too late? The same link lets you ask for a new invitation; there is no need to
            write back.
          </SmallPrint>
          <SmallPrint>
            If you did not expect this, ignore it: nothing happens until somebody opens the link and
            joins. The link is yours alone, so please do not forward it.
          </SmallPrint>
        </>
      }
    >
      {message?.trim() ? <Quote words={message} by={inviterName} /> : null}
      <Facts
        facts={[
          { name: "Your role", value: role.name, note: role.may },
          { name: "For", value: email },
          { name: "Open until", value: until },
        ]}
      />
      <Action label="Open invitation" href={link} />
    </Layout>
  );
}

Invitation.PreviewProps = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Ada Okafor",
  role: "admin",
  message:
    "Hello Maria, we start with the spring catalogue on Monday.\nThe drafts are in the project, have a look before then.",
  expiresAt: Date.UTC(2026, 10, 27, 14, 5),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies InvitationProps;
