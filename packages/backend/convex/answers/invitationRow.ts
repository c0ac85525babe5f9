import type { Infer } from "convex/values";
import { pick } from "convex-helpers";
import type { QueryCtx } from "../_generated/server";
import { type Invitation, labelFields, type Organization } from "../betterAuth/shapes";
import { invitedProject } from "../records/projects";
import { diagnose } from "../rules/diagnosis";
import { suggestedAddress } from "../rules/mistypedDomain";
import { projectRoleOf } from "../rules/projects";
import { canInviteAgain, isUndone } from "../rules/resending";
import { type InvitationStatus, statusAt } from "../rules/status";
import type { vInvitationRow, vMyInvitation } from "./shapes";

/** Invitations as lists show them. */

/**
 * A page's rows with expiry applied: until the sweep comes by, an expired one is still stored, and
 * found, as pending.
 */
export function rowsOf(
  invitations: Invitation[],
  status: InvitationStatus | undefined,
  now: number,
): Infer<typeof vInvitationRow>[] {
  return (
    invitations
      .map((invitation) => ({ ...invitation, status: statusAt(invitation, now) }))
      // An undone one is as if it had not been made.
      .filter(({ undoneAt }) => undoneAt === undefined)
      .filter((invitation) => status === undefined || invitation.status === status)
      .map(rowOf)
  );
}

const shownFields = [
  "id",
  "email",
  "role",
  "status",
  "createdAt",
  "expiresAt",
  ...labelFields,
  "message",
  "projectId",
  "projectRole",
  "acceptedAt",
  "lastSentAt",
  "deliveryStatus",
  "deliveryReason",
  "mailStopped",
  "remindedAt",
  "viewedAt",
  "leavesAt",
  "restrainedUntil",
  "replacedByInvitationId",
] as const;

function rowOf(invitation: Invitation): Infer<typeof vInvitationRow> {
  const { inviterId, inviterName, acceptedBy, acceptedByName } = invitation;
  const diagnosis = diagnose(invitation);
  return {
    ...pick(invitation, [...shownFields]),
    inviter: { id: inviterId, name: inviterName ?? "" },
    ...(acceptedBy === undefined
      ? {}
      : { acceptedBy: { id: acceptedBy, name: acceptedByName ?? "" } }),
    ...(diagnosis ? { diagnosis } : {}),
    ...(diagnosis?.next === "correctAddress"
      ? { suggestedEmail: suggestedAddress(invitation.email) }
      : {}),
    ...(isUndone(invitation) ? { isUndone: true } : {}),
    ...(canInviteAgain(invitation) ? { canInviteAgain: true } : {}),
  };
}

export async function myInvitationOf(
  ctx: QueryCtx,
  invitation: Invitation,
  organization: Organization,
): Promise<Infer<typeof vMyInvitation>> {
  const { inviterName, projectRole } = invitation;
  const { name, slug, logo } = organization;
  const project = await invitedProject(ctx, invitation);
  return {
    ...pick(invitation, ["id", "role", "message", "createdAt", "expiresAt"]),
    inviter: { name: inviterName ?? name },
    organization: { name, slug, logo },
    ...(project ? { project: { name: project.name, role: projectRoleOf(projectRole) } } : {}),
  };
}
