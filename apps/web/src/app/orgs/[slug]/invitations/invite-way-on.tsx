"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import Link from "next/link";
import { useState } from "react";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { useSubmit } from "@/hooks/use-submit";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import { useCopyLink } from "./use-row-actions";

const linkClasses = "text-dense text-primary underline underline-offset-4";

/** What to do about an invitation that could not be made; nothing where another address is all there is. */
export function InviteWayOn({
  refusal: { code, invitationId },
  email,
  organizationSlug,
  onLeaveOut,
}: {
  refusal: Refusal;
  /** The refused address. */
  email: string;
  organizationSlug: string;
  /** The form that this stands in is then sent without its project. */
  onLeaveOut?: () => void;
}) {
  switch (code) {
    case "already_invited":
      return invitationId === undefined ? null : <ResendInstead {...{ invitationId, email }} />;
    case "already_member":
      return (
        <Link href={`/orgs/${organizationSlug}/members`} className={linkClasses}>
          View members
        </Link>
      );
    case "domain_not_allowed":
      return (
        <Link href={`/orgs/${organizationSlug}/settings`} className={linkClasses}>
          View allowed domains in settings
        </Link>
      );
    case "address_undeliverable":
      return (
        <Link href={`/orgs/${organizationSlug}/settings`} className={linkClasses}>
          Allow email to this address in settings
        </Link>
      );
    case "project_archived":
      return (
        <Button type="submit" size="sm" variant="outline" onClick={onLeaveOut}>
          Invite without the project
        </Button>
      );
    default:
      return null;
  }
}

function ResendInstead({ invitationId, email }: { invitationId: string; email: string }) {
  const [isRestrained, setRestrained] = useState(false);
  const resend = useMutation(api.models.invitations.resend);
  const [resent, setResent] = useState(false);
  const { busy, problem, submit } = useSubmit(async () => {
    try {
      await resend({ invitationId });
      setResent(true);
    } catch (error) {
      const { code, sentence } = asRefusal(error);
      setRestrained(code === "invitee_limit");
      return { problem: sentence };
    }
  });
  const copyLink = useCopyLink({ id: invitationId, email });
  return (
    <div className="space-y-1.5">
      {resent ? null : (
        <Button type="button" size="sm" variant="outline" aria-busy={busy} onClick={submit}>
          {busy ? "Resending…" : "Resend invitation"}
        </Button>
      )}
      <p role="status" className="text-dense empty:sr-only">
        {resent ? "Invitation resent. Its earlier links no longer work." : null}
      </p>
      <Problem>{problem}</Problem>
      {isRestrained ? (
        <Button type="button" size="sm" variant="outline" onClick={() => copyLink()}>
          Copy invitation link
        </Button>
      ) : null}
    </div>
  );
}
