import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { Quote } from "../components/quote";
import { momentInWords, type Role, roleWords, subjectLine } from "../words";

export type ReminderProps = {
  /** Whom the invitation is for. */
  email: string;
  organizationName: string;
  inviterName: string;
  role: Role;
  /** The inviter's own words, if any. */
  message?: string | undefined;
  /** ms since epoch. */
  expiresAt: number;
  /** The whole link, token included: the one that the invitation's own mail carried. */
  link: string;
};

export function reminderSubject({ organizationName }: ReminderProps): string {
  return subjectLine(`Your invitation to ${organizationName} expires soon`);
}

export function Reminder(props: ReminderProps) {
  const { email, organizationName, inviterName, message, expiresAt, link } = props;
  const role = roleWords[props.role];
  const until = momentInWords(expiresAt);
  return (
    <Layout
      preview={`${inviterName}'s invitation is open until ${until}.`}
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

Reminder.PreviewProps = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Ada Okafor",
  role: "member",
  expiresAt: Date.UTC(2026, 10, 27, 14, 5),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies ReminderProps;
