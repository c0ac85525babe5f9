"use client";

import { api } from "@vestibule/backend/api";
import type { Role } from "@vestibule/backend/rules/roles";
import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useMutation } from "convex/react";
import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { emptyInvite, InviteForm, type InviteValues } from "@/components/invitations/invite-form";
import { InviteSent } from "@/components/invitations/invite-sent";
import type { ProjectToJoin } from "@/components/invitations/project-choice";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { useDrafts } from "@/hooks/use-draft";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InviteWayOn } from "./invite-way-on";

/**
 * What was typed is a draft until the invitation is sent. Two of these dialogs can stand on a page, and one of
 * them goes when the first invitation arrives: both open on the same draft.
 */
export function InviteDialog({
  organization,
  variant,
  again,
}: {
  organization: Organization;
  /** For a second dialog on a page, whose button is not the primary action. */
  variant?: "outline";
  /** Without a button of its own: opened from a closed invitation, with what that one said. */
  again?: {
    row: InvitationRow;
    project: (ProjectToJoin & { id: string }) | undefined;
    onOpenChange: (open: boolean) => void;
  };
}) {
  const create = useMutation(api.models.invitations.create);
  const draft = useDrafts<InviteValues>(
    again ? `invite:${organization.id}:${again.row.id}` : `invite:${organization.id}`,
  );
  const empty = again ? valuesOf(again.row, organization) : emptyInvite;
  const form = useForm<InviteValues>({ defaultValues: again ? draft.read(empty) : empty });
  const [isOpenedHere, setOpen] = useState(false);
  const isOpen = again !== undefined || isOpenedHere;
  /** Whoever is invited next from here is somebody else, with no project of theirs. */
  const [isMade, setMade] = useState(false);
  const project = isMade ? undefined : again?.project;
  const [sent, setSent] = useState<{ email: string; link: string; role: Role }>();

  async function send({
    email,
    role,
    withProject,
    ...optional
  }: InviteValues): Promise<Refusal | null> {
    const given = Object.entries(optional)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== "");
    try {
      const { link } = await create({
        organizationId: organization.id,
        email,
        role,
        ...Object.fromEntries(given),
        ...(project && withProject && !project.isArchived
          ? { projectId: project.id, projectRole: project.role }
          : {}),
      });
      setMade(true);
      form.reset(emptyInvite);
      draft.drop();
      setSent({ email, link, role });
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  useEffect(() => {
    if (!isOpen) return;
    const { unsubscribe } = form.watch(() => draft.keep(form.getValues()));
    return unsubscribe;
  }, [form, isOpen, draft]);

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        again?.onOpenChange(open);
        if (!open) return;
        setSent(undefined);
        form.reset(draft.read(emptyInvite));
      }}
    >
      {again ? null : (
        <DialogTrigger asChild>
          <Button variant={variant}>
            <Plus aria-hidden="true" />
            Invite someone
          </Button>
        </DialogTrigger>
      )}
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {sent
              ? `Invitation sent to ${isolated(shownAddress(sent.email))}`
              : `Invite someone to ${organization.name}`}
          </DialogTitle>
          <DialogDescription>
            {sent
              ? "The email is on its way. You can also share this link yourself: it asks for a code that we email them, and stops working when you resend."
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
          <InviteForm
            form={form}
            roles={organization.invitableRoles}
            project={project}
            onSend={send}
            wayOn={(refusal) => (
              <InviteWayOn
                refusal={refusal}
                organizationSlug={organization.slug}
                onLeaveOut={() => form.setValue("withProject", false)}
              />
            )}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}

function valuesOf(row: InvitationRow, { invitableRoles }: Organization): InviteValues {
  return {
    email: row.email,
    role: invitableRoles.includes(row.role) ? row.role : emptyInvite.role,
    firstName: row.firstName ?? "",
    lastName: row.lastName ?? "",
    designation: row.designation ?? "",
    department: row.department ?? "",
    message: row.message ?? "",
    withProject: true,
  };
}
