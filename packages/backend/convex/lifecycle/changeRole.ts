import { components } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { takeLetterTo } from "../access/recipients";
import type { Member, User } from "../betterAuth/shapes";
import { queueLetter } from "../letters/queue";
import { roleChanged } from "../letters/roleChanged";
import { recordEvent, userActor } from "../records/events";
import type { Role } from "../rules/roles";
import { revokeOrphans } from "./revokeOrphans";

/** A member gets another role, is told of it, and loses the open invitations that they could not make with it. */
export async function changeMemberRole(
  ctx: MutationCtx,
  { member, person, by }: { member: Member; person: User; by: User },
  to: Role,
  now: number,
): Promise<void> {
  const { id: memberId, organizationId, userId, role: from } = member;
  await ctx.runMutation(components.betterAuth.members.setRole, { memberId, role: to });
  await recordEvent(
    ctx,
    { organizationId },
    {
      type: "memberRoleChanged",
      at: now,
      actor: userActor(by),
      detail: { name: person.name, email: person.email, from, to },
    },
  );
  await revokeOrphans(ctx, { organizationId, inviterId: userId }, by.id, now);
  // A role can be changed any number of times, into the mailbox of somebody who asked for none of it.
  if (by.id === userId || !(await takeLetterTo(ctx, person.email, { at: now }))) return;
  const about = { userId, by: { id: by.id, name: by.name }, from, to, changedAt: now };
  const of = { organizationId };
  await queueLetter(ctx, roleChanged, person.email, { ...of, ...about }, of);
}
