"use client";

import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import type { Role } from "@vestibule/backend/rules/roles";
import { AlertTriangle } from "lucide-react";
import { useId, useState } from "react";
import { Day } from "@/components/brand/moment";
import { Address, Passage } from "@/components/brand/written";
import { InvitationCard, InvitationFacts } from "@/components/doorstep/invitation-card";
import { Announcement } from "@/components/forms/announcement";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { Field, FieldLabel } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { useEver } from "@/hooks/use-ever";
import { useSubmit } from "@/hooks/use-submit";
import { useUnsaved } from "@/hooks/use-unsaved";
import { formatLeft } from "@/lib/dates";
import { INTENT } from "@/lib/posted-forms";
import { roleWords } from "@/lib/roles";

/** What an expired link offers, one offer at a time: a request, the wait for it, then the contact. */
export function ExpiredInvitationView({
  organizationName,
  role,
  originalInviteDate,
  expiredDate,
  adminContactEmail,
  canRequestNew,
  requestCount,
  maxRequests,
  nextRequestAt,
  now,
  isWaiting = false,
  deniedReason,
  onRequestNew,
}: {
  organizationName: string;
  role: Role;
  /** Moments in ms. */
  originalInviteDate: number;
  expiredDate: number;
  adminContactEmail?: string | undefined;
  /** Whether a request is left, now or after the cooldown; blocked and used up look alike. */
  canRequestNew: boolean;
  requestCount: number;
  maxRequests: number;
  /** When the cooldown ends, in ms; the button waits until then. */
  nextRequestAt?: number | undefined;
  /** The page's clock (`useNow`), in ms. */
  now: number;
  /** The last request has no answer yet. */
  isWaiting?: boolean;
  /** Set when the last request was denied; empty when no reason was given. */
  deniedReason?: string | undefined;
  /** Asks; resolves with why that did not go through, or null. */
  onRequestNew: (message?: string) => Promise<string | null>;
}) {
  const cooldown = nextRequestAt !== undefined && nextRequestAt > now ? nextRequestAt : undefined;
  const hasWaited = useEver(cooldown !== undefined);
  const { form, busy, problem, clear, typed } = useSubmit(
    async () => {
      const refused = await onRequestNew(message?.trim() || undefined);
      return refused === null ? undefined : { problem: refused };
    },
    { posts: "request" },
  );
  const [message, setMessage] = useState(typed.message ?? null);
  const id = useId();
  useUnsaved(Boolean(message) && canRequestNew && !busy);
  const waits = cooldown !== undefined;
  const [waited, setWaited] = useState(waits);
  if (waits !== waited) {
    setWaited(waits);
    // What kept the last attempt from going through was the wait, and that is over.
    if (!waits) clear();
  }

  return (
    <InvitationCard
      icon={AlertTriangle}
      iconClassName="text-state-expired"
      title="Invitation Expired"
      lead={`Your invitation to join ${organizationName} has expired.`}
      actions={
        canRequestNew ? (
          <Form {...form} id={id} className="contents">
            <Button type="submit" size="lg" disabled={cooldown !== undefined} aria-busy={busy}>
              {busy ? "Sending request…" : "Request New Invitation"}
            </Button>
            {message === null && cooldown === undefined ? (
              <Button
                type="submit"
                name={INTENT}
                value="message"
                variant="ghost"
                onClick={(event) => {
                  event.preventDefault();
                  setMessage("");
                }}
              >
                Add a message
              </Button>
            ) : null}
          </Form>
        ) : null
      }
      smallPrint={
        <div className="space-y-2">
          {canRequestNew ? (
            <p className="tabular-nums">
              {cooldown === undefined
                ? `Request ${requestCount + 1}/${maxRequests}`
                : `Request ${requestCount}/${maxRequests} sent. You can ask again in ${formatLeft(cooldown, now)}.`}
            </p>
          ) : (
            <p>Maximum requests reached.</p>
          )}
          {adminContactEmail ? (
            <p>
              Or contact the organization directly:{" "}
              <a
                href={`mailto:${adminContactEmail}`}
                className="inline-block max-w-full break-words font-medium text-primary underline underline-offset-4"
              >
                <Address>{adminContactEmail}</Address>
              </a>
            </p>
          ) : canRequestNew || isWaiting ? null : (
            <p>Ask the person who invited you for a new one.</p>
          )}
        </div>
      }
    >
      <InvitationFacts
        facts={[
          { label: "Invited as", value: roleWords[role].label },
          {
            label: "Original invitation",
            value: <Day at={originalInviteDate} beside={expiredDate} />,
          },
          { label: "Expired", value: <Day at={expiredDate} beside={originalInviteDate} /> },
        ]}
      />
      {isWaiting ? (
        <p className="text-sm">
          Request {requestCount}/{maxRequests} is waiting for an answer. You'll get it by email.
        </p>
      ) : null}
      {deniedReason === undefined ? null : (
        <div className="text-sm">
          {deniedReason ? "Your last request was denied:" : "Your last request was denied."}
          {deniedReason ? <Passage>{`“${deniedReason}”`}</Passage> : null}
        </div>
      )}
      {message !== null && canRequestNew ? (
        <Field>
          <FieldLabel htmlFor={`${id}-message`}>Message to the organization (optional)</FieldLabel>
          <Textarea
            id={`${id}-message`}
            name="message"
            // The button that sends it stands below, in the card's foot.
            form={id}
            value={message}
            maxLength={MAX_MESSAGE_LENGTH}
            onChange={(event) => setMessage(event.target.value)}
          />
        </Field>
      ) : null}
      <Problem>{problem}</Problem>
      <Announcement>
        {hasWaited && canRequestNew && !cooldown ? "You can ask again now." : null}
      </Announcement>
    </InvitationCard>
  );
}
