import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Quote } from "../components/quote";
import { momentInWords, type Role, roleWords, subjectLine } from "../words";

export type ReInvitationProps = {
  /** Whom the invitation is for. */
  email: string;
  organizationName: string;
  /** Who sent the first one. */
  inviterName: string;
  role: Role;
  /** The inviter's own words, if any. */
  message?: string | undefined;
  /** ms since epoch. */
  expiresAt: number;
  /** The whole link, token included. */
  link: string;
};

export function reInvitationSubject({ organizationName }: ReInvitationProps): string {
  return subjectLine(`Your new invitation to ${organizationName}`);
}

/** After an expired link was opened, where the organization lets a new one follow by itself. */
export function ReInvitation(props: ReInvitationProps) {
  const { email, organizationName, inviterName, message, expiresAt, link } = props;
  const role = roleWords[props.role];
  const until = momentInWords(expiresAt);
  return (
    <Layout
      preview={`Join ${organizationName} as ${role.name}. Open until ${until}.`}
      doorway="open"
      title={`The door to ${organizationName} is open again`}
      lead="Your earlier invitation had expired, so here is a new one."
      footer={
        <>
          <SmallPrint>
            You get this because the expired link was opened. Use this one from now on; the earlier
            one no longer works.
          </SmallPrint>
          <SmallPrint>
            If that was not you, ignore this: nothing happens until somebody opens the link and
            joins. The link is yours alone, so please do not forward it.
          </SmallPrint>
        </>
      }
    >
      {message?.trim() ? <Quote words={message} by={inviterName} /> : null}
      <Facts
        facts={[
          { name: "Your role", value: role.name, note: role.may },
          { name: "From", value: inviterName },
          { name: "For", value: email },
          { name: "Open until", value: until },
        ]}
      />
      <Action label="Open invitation" href={link} />
    </Layout>
  );
}

ReInvitation.PreviewProps = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Ada Okafor",
  role: "member",
  expiresAt: Date.UTC(2026, 11, 4, 14, 5),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies ReInvitationProps;
