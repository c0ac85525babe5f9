import { components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { Member, User } from "../betterAuth/shapes";
import { queueLetter } from "../letters/queue";
import { removed } from "../letters/removed";
import { recordEvent, userActor } from "../records/events";
import { deleteProjectMemberships } from "../records/projects";
import { revokeOrphans } from "./revokeOrphans";

/** A member leaves or is removed: out of the organization and its projects, with the open invitations they sent. */
export async function endMembership(
  ctx: MutationCtx,
  { member, person, by }: { member: Member; person: User; by: User },
  now: number,
): Promise<void> {
  const { organizationId, userId } = member;
  await ctx.runMutation(components.betterAuth.members.remove, { memberId: member.id });
  await leaveProjects(ctx, { organizationId, userId, until: now });
  await recordEvent(
    ctx,
    { organizationId },
    {
      type: person.id === by.id ? "memberLeft" : "memberRemoved",
      at: now,
      actor: userActor(by),
      // As they were at the time: the account's row may be another person's later.
      detail: { name: person.name, email: person.email, role: member.role },
    },
  );
  await revokeOrphans(ctx, { organizationId, inviterId: userId }, by.id, now);
  if (person.id === by.id) return;
  const about = { userId, by: { id: by.id, name: by.name }, role: member.role, removedAt: now };
  const of = { organizationId };
  await queueLetter(ctx, removed, person.email, { ...of, ...about }, of);
}

/** One transaction's worth, with room for what else ends with a membership. */
const PROJECTS_LEFT_AT_ONCE = 500;

/**
 * Takes a former member out of all the organization's projects. What is left of very many goes in
 * transactions of its own, so that nobody is in too many to be removed; without the membership those
 * rows open nothing. `until` spares the projects of a person who came back meanwhile.
 */
export async function leaveProjects(
  ctx: MutationCtx,
  left: { organizationId: string; userId: string; until: number },
): Promise<void> {
  const deleted = await deleteProjectMemberships(ctx, left, PROJECTS_LEFT_AT_ONCE);
  if (deleted === PROJECTS_LEFT_AT_ONCE) {
    await ctx.scheduler.runAfter(0, internal.jobs.leaveProjects.next, left);
  }
}
