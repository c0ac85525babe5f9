import { pick } from "convex-helpers";
import type { MutationCtx } from "../_generated/server";
import { type Invitation, labelFields, type Organization, type User } from "../betterAuth/shapes";
import { projectRoleOf } from "../rules/projects";
import { createInvitation } from "./create";
import { revokeInvitation } from "./revoke";

/**
 * The same invitation for the address that was meant: a new one is made and mailed, and the mistyped one ends with all its
 * links, in one transaction. The trail says of each which address the other has. What stopped mail to the wrong address stays.
 */
export async function correctAddress(
  ctx: MutationCtx,
  {
    invitation,
    organization,
    user,
    email,
  }: { invitation: Invitation; organization: Organization; user: User; email: string },
  now: number,
): Promise<{ invitationId: string; link: string }> {
  const { role, projectId, projectRole } = invitation;
  const details = {
    ...pick(invitation, [...labelFields, "message"]),
    // Whatever became of its project meanwhile, as when it is resent.
    ...(projectId === undefined ? {} : { projectId, projectRole: projectRoleOf(projectRole) }),
  };
  const made = await createInvitation(
    ctx,
    { organization, inviter: user, email, role, details, correctedFrom: invitation.email },
    now,
  );
  const corrected = { invitationId: made.invitationId, email };
  await revokeInvitation(ctx, { invitation, user, corrected }, undefined, now);
  return made;
}
