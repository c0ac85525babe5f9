import { Action } from "../components/action";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import type { Sending } from "../sending";
import { subjectLine } from "../words";

export type AccountExistsProps = {
  /** The address of the account. */
  email: string;
  /** To the sign-in page. */
  link: string;
};

/** Somebody signed up with the address of an account. The page told them nothing; its owner hears of it here. */
export default function AccountExists({ email, link }: AccountExistsProps) {
  return (
    <Layout
      preview="Sign in instead. Nothing has changed."
      doorway="open"
      title="You already have an account"
      lead={`Someone, perhaps you, tried to create an account for ${email}.`}
      footer={
        <SmallPrint>
          Wasn't that you? You can ignore this. Nothing about your account has changed, and whoever
          it was didn't learn that you have one.
        </SmallPrint>
      }
    >
      <Paragraph>There's one already, so no other was made. Sign in with your password:</Paragraph>
      <Action label="Sign in" href={link} />
    </Layout>
  );
}

AccountExists.subject = (): string => subjectLine("You already have an account");

AccountExists.PreviewProps = {
  email: "maria.sousa@example.org",
  link: "http://localhost:3000/sign-in",
  now: Date.UTC(2026, 10, 20, 14, 5),
} satisfies AccountExistsProps & Sending;
