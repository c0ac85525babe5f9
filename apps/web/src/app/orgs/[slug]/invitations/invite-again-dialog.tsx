"use client";

import { api } from "@vestibule/backend/api";
import { projectRoleOf } from "@vestibule/backend/rules/projects";
import { useLiveAnswer } from "@/hooks/use-live-answer";
import type { InvitationRow, Organization } from "@/lib/rows";
import { InviteDialog } from "./invite-dialog";

/** Opened from a closed invitation, with what that one said, its project included while there is one to join. */
export function InviteAgainDialog({
  row,
  organization,
  onOpenChange,
}: {
  row: InvitationRow;
  organization: Organization;
  onOpenChange: (open: boolean) => void;
}) {
  const { projectId, projectRole } = row;
  const found = useLiveAnswer(
    api.models.projects.forInviting,
    projectId === undefined ? "skip" : { organizationId: organization.id, projectId },
  );
  const project =
    projectId === undefined || found === null
      ? undefined
      : {
          id: projectId,
          name: found?.name,
          role: projectRoleOf(projectRole),
          isArchived: found?.archivedAt !== undefined,
        };
  return <InviteDialog organization={organization} again={{ row, project, onOpenChange }} />;
}
