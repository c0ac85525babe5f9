"use client";

import { api } from "@vestibule/backend/api";
import { useMutation } from "convex/react";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { emptyInvite, InviteForm, type InviteValues } from "@/components/invitations/invite-form";
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
import { asRefusal, sentenceOf } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InviteResult, type SentInvitation } from "./invite-result";
import { InviteWayOn } from "./invite-way-on";
import { LettersLeft } from "./letters-left";
import { useUndoInvitation } from "./use-undo-invitation";

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
  const [sent, setSent] = useState<SentInvitation & { typed: InviteValues }>();
  const { takeBack, offerUndo } = useUndoInvitation();
  /** Made since the dialog was opened: closing it sends none of them earlier. */
  const made = useRef<SentInvitation[]>([]);
  const [corrections, setCorrections] = useState(0);

  async function send(typed: InviteValues): Promise<Refusal | null> {
    const { email, role, withProject, ...optional } = typed;
    const given = Object.entries(optional)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== "");
    try {
      const { invitationId, link, leavesAt } = await create({
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
      const invitation = { id: invitationId, email, link, leavesAt };
      made.current.push(invitation);
      setSent({ ...invitation, typed });
      return null;
    } catch (error) {
      return asRefusal(error);
    }
  }

  /** What was typed comes back: an invitation is undone to correct it. */
  async function undo({ id, email, typed }: SentInvitation & { typed: InviteValues }) {
    try {
      await takeBack({ id, email });
    } catch (error) {
      return sentenceOf(error);
    }
    made.current = made.current.filter((invitation) => invitation.id !== id);
    setMade(false);
    setSent(undefined);
    form.reset(typed);
    setCorrections((count) => count + 1);
    return null;
  }

  useEffect(() => {
    if (corrections > 0) form.setFocus("email");
  }, [form, corrections]);

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
        if (!open) {
          for (const invitation of made.current.splice(0)) offerUndo(invitation);
          return;
        }
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
        {sent ? (
          <InviteResult
            sent={sent}
            onUndo={() => undo(sent)}
            onAnother={() => {
              // An admin who invites several people in a row usually gives them the same role.
              form.setValue("role", sent.typed.role);
              setSent(undefined);
            }}
          />
        ) : (
          <>
            <DialogHeader>
              <DialogTitle>Invite someone to {organization.name}</DialogTitle>
              <DialogDescription>They'll get an email with their own link.</DialogDescription>
            </DialogHeader>
            <InviteForm
              form={form}
              roles={organization.invitableRoles}
              project={project}
              onSend={send}
              aboutAddress={(email) => (
                <LettersLeft organizationId={organization.id} email={email} />
              )}
              wayOn={(refusal) => (
                <InviteWayOn
                  refusal={refusal}
                  email={form.getValues("email")}
                  organizationSlug={organization.slug}
                  onLeaveOut={() => form.setValue("withProject", false)}
                />
              )}
            />
          </>
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
