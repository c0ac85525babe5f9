import { Text } from "@react-email/components";
import { Cell } from "../components/cell";
import { Layout, Paragraph, SmallPrint } from "../components/layout";
import { Moment } from "../components/moment";
import type { Sending } from "../sending";
import { monoFamily, themed } from "../theme";
import { momentInWords, subjectLine } from "../words";

export type VerificationCodeProps = {
  /** The address that the code verifies. */
  email: string;
  code: string;
  /** ms since epoch. */
  expiresAt: number;
  /** The organization that the invitation is to, for a person who joins with one. */
  organizationName?: string | undefined;
  /** The sign-up that waits for it. Its browser alone takes the code, and others may have signed up with the address. */
  signUp?: { beganAt: number; browser?: string | undefined } | undefined;
};

/** Never holds the code: subjects are shown on locked screens and kept in logs. */
export default function VerificationCode({
  email,
  code,
  expiresAt,
  organizationName,
  now,
  signUp,
}: VerificationCodeProps & Sending) {
  return (
    <Layout
      preview={`The code inside is valid until ${momentInWords(expiresAt)}.`}
      doorway="open"
      title="Confirm your email address"
      lead={leadWords({ organizationName, signUp })}
      footer={
        <SmallPrint>
          Didn't ask for this code? Someone may have typed your address by mistake. You can ignore
          this, but don't share the code with anyone. We never ask for it.
        </SmallPrint>
      }
    >
      <Paragraph>Enter it on the page that asked for it:</Paragraph>
      <Cell style={{ paddingBottom: 20 }}>
        <Cell align="center" {...codeBoxStyle}>
          <Text {...codeStyle}>{code}</Text>
        </Cell>
      </Cell>
      {signUp ? (
        <SmallPrint>
          This sign-up began on {momentInWords(signUp.beganAt)}
          {signUp.browser ? `, in ${signUp.browser}` : ""}. The code works in that browser only.
        </SmallPrint>
      ) : null}
      <SmallPrint>
        It confirms that {email} is yours, works once, and is valid until{" "}
        <Moment at={expiresAt} now={now} />.
      </SmallPrint>
    </Layout>
  );
}

function leadWords({
  organizationName,
  signUp,
}: Pick<VerificationCodeProps, "organizationName" | "signUp">): string {
  if (organizationName) return `Enter this code to join ${organizationName}.`;
  return signUp
    ? "Enter this code to create your account."
    : "Enter this code to finish setting up your account.";
}

VerificationCode.subject = ({ organizationName, signUp }: VerificationCodeProps): string => {
  if (organizationName) return subjectLine(`Your code to join ${organizationName}`);
  return subjectLine(
    signUp ? "Your code to create your account" : "Your code to confirm your email address",
  );
};

VerificationCode.PreviewProps = {
  email: "maria.sousa@example.org",
  code: "418302",
  expiresAt: Date.UTC(2026, 10, 20, 14, 15),
  organizationName: "Acme",
  now: Date.UTC(2026, 10, 20, 14, 5),
} satisfies VerificationCodeProps & Sending;

const codeBoxStyle = themed(
  { border: "line", ground: "paper" },
  { border: "1px solid", borderRadius: 8 },
);

const codeStyle = themed(
  { text: "ink" },
  {
    fontFamily: monoFamily,
    fontSize: 32,
    lineHeight: "40px",
    fontWeight: 600,
    letterSpacing: "0.24em",
    // The last letter's spacing would push the code off centre.
    textIndent: "0.24em",
    textAlign: "center",
    margin: "16px 0",
  },
);
