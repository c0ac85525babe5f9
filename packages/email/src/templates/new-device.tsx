import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import type { Sending } from "../sending";
import { capitalized } from "../words";

export type NewDeviceProps = {
  /** The account's. */
  email: string;
  /** In words: Chrome on Windows. */
  browser: string;
  /** ms since epoch. */
  at: number;
  /** The page that mails a link to choose a new password. */
  link: string;
};

export default function NewDevice({ email, browser, at, link, now }: NewDeviceProps & Sending) {
  return (
    <Layout
      preview={`With ${browser}. If that was you, there's nothing to do.`}
      doorway="bell"
      title="New sign-in to your account"
      lead="Someone signed in with your password on a device we haven't seen before."
      footer={
        <SmallPrint>
          You're receiving this because {email} is the address of an account. We write when it's
          used on a new device. A browser that has forgotten its cookies counts as new, and so does
          every device once the password has changed.
        </SmallPrint>
      }
    >
      <Facts
        facts={[
          { name: "Account", value: email },
          { name: "When", value: <Moment at={at} now={now} /> },
          { name: "Browser", value: capitalized(browser) },
        ]}
      />
      <Paragraph>Was it you? Then there's nothing to do.</Paragraph>
      <Paragraph>
        If it wasn't, someone else knows your password. Choose a new one: that signs out every
        device. Choose new ones wherever else you use it, too, and tell an admin of your
        organization.
      </Paragraph>
      <Action label="Choose a new password" href={link} />
    </Layout>
  );
}

/** Without the browser: subjects are shown on locked screens. */
NewDevice.subject = (): string => "New sign-in to your account";

NewDevice.PreviewProps = {
  email: "maria.sousa@example.org",
  browser: "Firefox on Windows",
  at: Date.UTC(2026, 10, 21, 9, 40),
  link: "http://localhost:3000/forgot-password",
  now: Date.UTC(2026, 10, 21, 9, 41),
} satisfies NewDeviceProps & Sending;
