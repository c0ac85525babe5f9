import { Action } from "../components/action";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import type { Sending } from "../sending";
import { momentInWords, subjectLine } from "../words";

export type PasswordResetProps = {
  /** The account's. */
  email: string;
  /** ms since epoch. */
  expiresAt: number;
  /** To the page that takes a new password. */
  link: string;
};

/** From the deployment alone: an account is nobody's but its person's, whatever organization they are in. */
export default function PasswordReset({
  email,
  expiresAt,
  link,
  now,
}: PasswordResetProps & Sending) {
  return (
    <Layout
      preview={`The link inside works once, until ${momentInWords(expiresAt)}.`}
      doorway="open"
      title="Choose a new password"
      lead={`Someone, perhaps you, asked to reset the password of the account for ${email}.`}
      footer={
        <SmallPrint>
          Didn't ask for this? You can ignore it. Your password stays the same, and nothing happens
          unless someone opens the link and chooses a new one. Don't forward this email.
        </SmallPrint>
      }
    >
      <Paragraph>
        Choosing a new password signs you in, and signs out every other device. It also confirms
        that this address is yours.
      </Paragraph>
      <Paragraph>
        The link works once, until <Moment at={expiresAt} now={now} />. If you ask for another, only
        the newest one works.
      </Paragraph>
      <Action label="Choose a new password" href={link} />
    </Layout>
  );
}

/** Never holds the link or the address: subjects are shown on locked screens and kept in logs. */
PasswordReset.subject = (): string => subjectLine("Choose a new password");

PasswordReset.PreviewProps = {
  email: "maria.sousa@example.org",
  expiresAt: Date.UTC(2026, 10, 20, 15, 5),
  link: `http://localhost:3000/reset-password?token=${"5e".repeat(32)}`,
  now: Date.UTC(2026, 10, 20, 14, 5),
} satisfies PasswordResetProps & Sending;
