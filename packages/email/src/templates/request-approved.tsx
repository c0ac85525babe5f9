import { Action } from "../components/action";
import { Facts } from "../components/facts";
import { Layout, SmallPrint } from "../components/layout";
import { momentInWords, type Role, roleWords, subjectLine } from "../words";

export type RequestApprovedProps = {
  /** Who asked, and whom the new invitation is for. */
  email: string;
  organizationName: string;
  /** Who approved. */
  inviterName: string;
  /** What the new invitation offers, which may differ from the expired one. */
  role: Role;
  /** ms since epoch. */
  expiresAt: number;
  /** The whole link of the new invitation, token included. */
  link: string;
};

export function requestApprovedSubject({ organizationName }: RequestApprovedProps): string {
  return subjectLine(`Your request to join ${organizationName} was approved`);
}

export function RequestApproved(props: RequestApprovedProps) {
  const { email, organizationName, inviterName, expiresAt, link } = props;
  const role = roleWords[props.role];
  const until = momentInWords(expiresAt);
  return (
    <Layout
      preview={`Join ${organizationName} as ${role.name}. Open until ${until}.`}
      doorway="open"
      title="Your request was approved"
      lead={`${inviterName} sent you a new invitation to ${organizationName}.`}
      footer={
        <>
          <SmallPrint>
            You get this because you asked for a new invitation. Use this link from now on; the
            expired one no longer works.
          </SmallPrint>
          <SmallPrint>
            If you did not ask, ignore this: nothing happens until somebody opens the link and
            joins. The link is yours alone, so please do not forward it.
          </SmallPrint>
        </>
      }
    >
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

RequestApproved.PreviewProps = {
  email: "maria.sousa@example.org",
  organizationName: "Acme",
  inviterName: "Bruno Lima",
  role: "member",
  expiresAt: Date.UTC(2026, 11, 6, 9, 30),
  link: `http://localhost:3000/orgs/accept-invitation/k57c0v2n8q4h1x9m?token=${"0f3a9c51".repeat(8)}`,
} satisfies RequestApprovedProps;
