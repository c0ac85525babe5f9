import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Invitation, User } from "../betterAuth/shapes";
import { invitationAccepted } from "../letters/invitationAccepted";
import { queueLetter } from "../letters/queue";
import { recordAccountEvent } from "../records/accountEvents";
import { count, countedAs } from "../records/activity";
import { recordEvent, recordProjectEvent, userActor } from "../records/events";
import { isNoticeOff } from "../records/noticePreferences";
import { insertProjectMember, invitedProject, projectMemberOf } from "../records/projects";
import { projectRoleOf } from "../rules/projects";

/**
 * The membership of the organization and of the project, and the invitation used up, in one go.
 * Answers the project that the invitation was to, while there is one to go to.
 */
export async function acceptInvitation(
  ctx: MutationCtx,
  invitation: Invitation,
  {
    user,
    sessionId,
    verifiesAddress,
    isMember,
  }: {
    user: Pick<User, "id" | "name">;
    sessionId: string;
    verifiesAddress: boolean;
    /** When the caller has just seen the membership. */
    isMember?: boolean;
  },
  now: number,
): Promise<{ projectSlug?: string }> {
  const { joined, inviterEmail } = await ctx.runMutation(components.betterAuth.joining.join, {
    invitationId: invitation.id,
    user: { id: user.id, name: user.name },
    sessionId,
    verifiesAddress,
    isMember,
    now,
  });
  const actor = userActor(user);
  if (verifiesAddress) {
    const proven = { type: "addressProven" as const, at: now, by: "person" as const };
    await recordAccountEvent(ctx, user.id, { ...proven, detail: { through: "link" } });
  }
  const { project, isAdded } = await joinInvitedProject(ctx, invitation, user.id, now);
  await recordEvent(ctx, invitation, { type: "accepted", at: now, actor });
  const accepted = { accepted: 1, timeToAcceptMs: now - invitation.createdAt };
  await count(ctx, [countedAs(invitation, accepted)]);
  if (joined) {
    await recordEvent(ctx, invitation, {
      type: "memberJoined",
      at: now,
      actor,
      detail: { role: invitation.role, project: project?.name },
    });
  } else if (project && isAdded) {
    const { email, projectRole } = invitation;
    await recordProjectEvent(ctx, project, {
      type: "projectMemberAdded",
      at: now,
      actor,
      detail: { name: user.name, email, role: projectRoleOf(projectRole) },
    });
  }
  if (
    inviterEmail !== undefined &&
    !(await isNoticeOff(ctx, invitation.inviterId, "invitationAccepted"))
  ) {
    const about = { invitationId: invitation.id, acceptedBy: user.name, acceptedAt: now };
    const { organizationId } = invitation;
    await queueLetter(ctx, invitationAccepted, inviterEmail, about, { organizationId });
  }
  return project ? { projectSlug: project.slug } : {};
}

/** The project that the invitation leads to, for a person who just joined its organization. */
async function joinInvitedProject(
  ctx: MutationCtx,
  invitation: Invitation,
  userId: string,
  now: number,
): Promise<{ project: Doc<"projects"> | null; isAdded: boolean }> {
  const project = await invitedProject(ctx, invitation);
  if (!project || (await projectMemberOf(ctx, project._id, userId))) {
    return { project, isAdded: false };
  }
  await insertProjectMember(ctx, project, userId, projectRoleOf(invitation.projectRole), now);
  return { project, isAdded: true };
}
