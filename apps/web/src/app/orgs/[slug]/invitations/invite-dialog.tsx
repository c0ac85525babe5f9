"use client";

import { api } from "@vestibule/backend/api";
import type { Role } from "@vestibule/backend/rules/roles";
import { useMutation } from "convex/react";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { emptyInvite, InviteForm, type InviteValues } from "@/components/invitations/invite-form";
import { InviteSent } from "@/components/invitations/invite-sent";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import type { Organization } from "@/lib/rows";

/**
 * The form's values are held here, outside of what the dialog unmounts, so that closing it by accident loses
 * nothing. They are cleared once the invitation is sent.
 */
export function InviteDialog({
  organization,
  variant,
}: {
  organization: Organization;
  /** For a second dialog on a page, whose button is not the primary action. */
  variant?: "outline";
}) {
  const create = useMutation(api.models.invitations.create);
  const form = useForm<InviteValues>({ defaultValues: emptyInvite });
  const [sent, setSent] = useState<{ email: string; link: string; role: Role }>();

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
      form.reset(emptyInvite);
      setSent({ email, link, role });
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  return (
    <Dialog onOpenChange={(open) => (open ? setSent(undefined) : undefined)}>
      <DialogTrigger asChild>
        <Button variant={variant}>
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
              ? "The email is on its way. You can also share this link yourself."
              : "They'll get an email with their own link."}
          </DialogDescription>
        </DialogHeader>
        {sent ? (
          <InviteSent
            link={sent.link}
            onAnother={() => {
              // An admin who invites several people in a row usually gives them the same role.
              form.setValue("role", sent.role);
              setSent(undefined);
            }}
          />
        ) : (
          <InviteForm form={form} roles={organization.invitableRoles} onSend={send} />
        )}
      </DialogContent>
    </Dialog>
  );
}
