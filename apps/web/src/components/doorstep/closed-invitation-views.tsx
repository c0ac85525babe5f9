import { Ban, CircleSlash, DoorOpen, MailQuestion, UserCheck } from "lucide-react";
import { Address } from "@/components/brand/written";
import { InvitationCard } from "@/components/doorstep/invitation-card";
import { Button } from "@/components/ui/button";

/**
 * The ends of an invitation's life. Each is a page that says what happened and what there is to do. Their
 * links are plain: they leave for pages with a session of their own.
 */

function ContactLine({
  address,
  inviterName,
}: {
  address: string | undefined;
  inviterName: string;
}) {
  if (!address) return <p>Questions? Ask {inviterName}, who sent the invitation.</p>;
  return (
    <p>
      Questions? Write to{" "}
      <a
        href={`mailto:${address}`}
        className="inline-block max-w-full break-words text-primary underline underline-offset-4"
      >
        <Address>{address}</Address>
      </a>
    </p>
  );
}

export function AlreadyMemberView({
  organizationName,
  organizationSlug,
}: {
  organizationName: string;
  organizationSlug: string;
}) {
  return (
    <InvitationCard
      icon={UserCheck}
      iconClassName="text-state-accepted"
      title={`You're in ${organizationName}`}
      lead="You're already a member. There's nothing left to accept."
      actions={
        <Button size="lg" asChild>
          <a href={`/orgs/${organizationSlug}`}>Open {organizationName}</a>
        </Button>
      }
    />
  );
}

export function AcceptedInvitationView({
  organizationName,
  signInHref,
  inviterName,
  contact,
}: {
  organizationName: string;
  signInHref: string;
  inviterName: string;
  contact?: string | undefined;
}) {
  return (
    <InvitationCard
      icon={DoorOpen}
      iconClassName="text-state-accepted"
      title="Invitation already used"
      lead={`Someone already joined ${organizationName} with this invitation. If that was you, sign in. If not, tell ${inviterName}, who sent it.`}
      actions={
        <Button size="lg" asChild>
          <a href={signInHref}>Sign in</a>
        </Button>
      }
      smallPrint={<ContactLine address={contact} inviterName={inviterName} />}
    />
  );
}

export function RevokedInvitationView({
  organizationName,
  inviterName,
  contact,
}: {
  organizationName: string;
  inviterName: string;
  contact?: string | undefined;
}) {
  return (
    <InvitationCard
      icon={Ban}
      iconClassName="text-state-revoked"
      title="Invitation revoked"
      lead={`${organizationName} revoked this invitation, so its link no longer works. If you expected to join, ask ${inviterName}, who invited you.`}
      smallPrint={<ContactLine address={contact} inviterName={inviterName} />}
    />
  );
}

export function DeclinedInvitationView({
  organizationName,
  inviterName,
  contact,
}: {
  organizationName: string;
  inviterName: string;
  contact?: string | undefined;
}) {
  return (
    <InvitationCard
      icon={CircleSlash}
      iconClassName="text-state-declined"
      title="Invitation declined"
      lead={`The invitation to ${organizationName} was declined. If that was a mistake, ask ${inviterName} to invite you again.`}
      smallPrint={<ContactLine address={contact} inviterName={inviterName} />}
    />
  );
}

/** The same page for a wrong id, a wrong token and another person's invitation, so that it tells none of them. */
export function InvitationNotFoundView() {
  return (
    <InvitationCard
      icon={MailQuestion}
      iconClassName="text-muted-foreground"
      title="We can't find this invitation"
      lead="The link may be incomplete. Open it again from the latest email, or sign in with the invited address."
      actions={
        <Button size="lg" variant="outline" asChild>
          <a href="/">Go to home page</a>
        </Button>
      }
    />
  );
}
