"use client";

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Ago } from "@/components/brand/moment";
import { Written } from "@/components/brand/written";
import { InvitationCard, InvitationFacts } from "@/components/doorstep/invitation-card";
import { Announcement } from "@/components/forms/announcement";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { useEver } from "@/hooks/use-ever";
import { formatLeft } from "@/lib/dates";

/** An invitation that was mailed, and what the invitee can do when it does not arrive. */
export interface MailedInvitation {
  /** The address as the invitee recognizes it, never written out: an old link may open this page. */
  maskedEmail: string;
  /** Moments in ms. */
  sentAt: number;
  delivery: "queued" | "sent" | "failed";
  canSendAgainAt: number;
  /** The page's clock (`useNow`), in ms. */
  now: number;
  /** Set once this page had it resent. */
  resent: boolean;
  busy: boolean;
  problem?: string | undefined;
  onResend: () => void;
  /** Only for a caller with the invited, verified address, who needs no link. */
  openHref?: string | undefined;
}

const notSent = { queued: "In a few seconds", failed: "The email couldn't be sent" };

export function MailedInvitationCard({
  icon,
  title,
  lead,
  mailed,
}: {
  icon: LucideIcon;
  title: string;
  lead: ReactNode;
  mailed: MailedInvitation;
}) {
  const { maskedEmail, sentAt, delivery, canSendAgainAt, now, resent, busy, problem } = mailed;
  const waits = canSendAgainAt > now;
  const hasWaited = useEver(waits);
  return (
    <InvitationCard
      icon={icon}
      iconClassName="text-state-accepted"
      title={title}
      lead={lead}
      actions={
        <>
          {mailed.openHref ? (
            <Button size="lg" asChild>
              <a href={mailed.openHref}>Open new invitation</a>
            </Button>
          ) : null}
          <Form
            posts="resend"
            className="contents"
            onSubmit={(event) => {
              event.preventDefault();
              if (!waits) mailed.onResend();
            }}
          >
            <Button
              type="submit"
              size="lg"
              variant="outline"
              // Not `disabled`: the button that was just pressed would lose the focus.
              aria-disabled={waits}
              aria-busy={busy}
            >
              {busy ? "Sending…" : "Resend invitation"}
            </Button>
          </Form>
        </>
      }
      smallPrint={
        <p className="tabular-nums">
          <span role="status">{resent && waits ? "Resent. " : null}</span>
          {waits
            ? `You can resend it in ${formatLeft(canSendAgainAt, now)}.`
            : "Resending sends the same link."}
        </p>
      }
    >
      <InvitationFacts
        facts={[
          { label: "For", value: <Written>{maskedEmail}</Written> },
          {
            label: "Sent",
            value: delivery === "sent" ? <Ago at={sentAt} now={now} /> : notSent[delivery],
          },
        ]}
      />
      <p className="text-sm">
        {delivery === "failed"
          ? "Resend it, or ask the person who invited you for help."
          : "Open the link in that email to join. Nothing there yet? It can take a few minutes. Check your spam folder too."}
      </p>
      <Problem>{problem}</Problem>
      <Announcement>{hasWaited && !waits ? "You can resend it now." : null}</Announcement>
    </InvitationCard>
  );
}
