import type { Infer } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import type { Invitation, Organization } from "../betterAuth/rows";
import type { vInvitationRow, vMyInvitation } from "../models/invitationShapes";
import { diagnose } from "../rules/diagnosis";
import { DEFAULT_PROJECT_ROLE, isProjectRole } from "../rules/projects";
import { type InvitationStatus, statusAt } from "../rules/status";
import { findProject } from "./projects";

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
  return invitations
    .map((invitation) => ({ ...invitation, status: statusAt(invitation, now) }))
    .filter((invitation) => status === undefined || invitation.status === status)
    .map(rowOf);
}

function rowOf(invitation: Invitation): Infer<typeof vInvitationRow> {
  const { id, email, role, status, createdAt, expiresAt, inviterId, inviterName } = invitation;
  const { firstName, lastName, designation, department, projectId, projectRole } = invitation;
  const { acceptedAt, acceptedBy, acceptedByName } = invitation;
  const { lastSentAt, deliveryStatus, remindedAt, viewedAt } = invitation;
  const diagnosis = diagnose(invitation);
  return {
    id,
    email,
    role,
    status,
    createdAt,
    expiresAt,
    firstName,
    lastName,
    designation,
    department,
    projectId,
    projectRole,
    acceptedAt,
    lastSentAt,
    deliveryStatus,
    remindedAt,
    viewedAt,
    inviter: { id: inviterId, name: inviterName ?? "" },
    ...(acceptedBy === undefined
      ? {}
      : { acceptedBy: { id: acceptedBy, name: acceptedByName ?? "" } }),
    ...(diagnosis ? { diagnosis } : {}),
  };
}

export async function myInvitationOf(
  ctx: QueryCtx,
  invitation: Invitation,
  organization: Organization,
): Promise<Infer<typeof vMyInvitation>> {
  const { id, role, message, createdAt, expiresAt, inviterName } = invitation;
  const { name, slug, logo } = organization;
  const { projectId, projectRole } = invitation;
  const project = projectId === undefined ? null : await findProject(ctx, projectId);
  return {
    id,
    role,
    message,
    createdAt,
    expiresAt,
    inviter: { name: inviterName ?? name },
    organization: { name, slug, logo },
    ...(project && project.archivedAt === undefined
      ? {
          project: {
            name: project.name,
            role: projectRole && isProjectRole(projectRole) ? projectRole : DEFAULT_PROJECT_ROLE,
          },
        }
      : {}),
  };
}
