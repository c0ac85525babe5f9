"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { emptyInvite, InviteForm, type InviteValues } from "@/components/invite-form";
import { InviteSent } from "@/components/invite-sent";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { asRefusal, type Refusal } from "@/lib/refusals";
import type { Organization } from "@/lib/rows";

/**
 * The form's values live here, outside of what the dialog unmounts: closing it by accident loses nothing.
 * They are cleared when the invitation has gone out.
 */
export function InviteDialog({ organization }: { organization: Organization }) {
  const create = useMutation(api.models.invitations.create);
  const form = useForm<InviteValues>({ defaultValues: emptyInvite });
  const [sent, setSent] = useState<{ email: string; link: string }>();

  async function send({ email, role, ...optional }: InviteValues): Promise<Refusal | null> {
    const given = Object.entries(optional)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== "");
    try {
      const { link } = await create({
        organizationId: organization.id,
        email,
        role,
        ...Object.fromEntries(given),
      });
      form.reset({ ...emptyInvite, role });
      setSent({ email, link });
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  return (
    <Dialog onOpenChange={(open) => (open ? setSent(undefined) : undefined)}>
      <DialogTrigger asChild>
        <Button>
          <Plus aria-hidden="true" />
          Invite someone
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {sent ? `Invitation sent to ${sent.email}` : `Invite someone to ${organization.name}`}
          </DialogTitle>
          <DialogDescription>
            {sent
              ? "The email is on its way. This link does the same, if you would rather hand it over yourself."
              : "They get an email with a link of their own."}
          </DialogDescription>
        </DialogHeader>
        {sent ? (
          <InviteSent link={sent.link} onAnother={() => setSent(undefined)} />
        ) : (
          <InviteForm form={form} roles={organization.invitableRoles} onSend={send} />
        )}
      </DialogContent>
    </Dialog>
  );
}
