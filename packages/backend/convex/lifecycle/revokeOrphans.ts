import { components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { revokeInvitation } from "./revoke";

/** One transaction's worth: some 30 documents each, far from a transaction's limits. */
const BATCH = 50;

/** Read by admins in the history. */
const REASON = "The person who sent this may no longer invite to this role.";

/**
 * Revokes an inviter's orphans: the pending invitations that they could not make with the role they have now. Goes on in
 * a batch of its own while there are more. To be called after a role or a membership changed.
 */
export async function revokeOrphans(
  ctx: MutationCtx,
  inviter: { organizationId: string; inviterId: string },
  /** Who changed it; nobody when the operator of the deployment did. */
  by: string | undefined,
  now: number,
): Promise<void> {
  const orphans = await ctx.runQuery(components.betterAuth.invitationLists.orphaned, {
    ...inviter,
    limit: BATCH,
  });
  if (orphans.length === 0) return;
  const [user] =
    by === undefined
      ? []
      : await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [by] });
  if (by !== undefined && !user) {
    throw new Error(`No user ${by} who changed what ${inviter.inviterId} may do`);
  }
  for (const invitation of orphans) await revokeInvitation(ctx, { invitation, user }, REASON, now);
  if (orphans.length === BATCH) {
    await ctx.scheduler.runAfter(0, internal.jobs.revokeOrphans.next, { ...inviter, by });
  }
}

/**
 * The same for a former platform admin, in every organization that they invited to: what they could send as a
 * member stays. One organization at a time, each in a transaction of its own.
 */
export async function revokeOrphansEverywhere(
  ctx: MutationCtx,
  { inviterId, after }: { inviterId: string; after?: string },
  now: number,
): Promise<void> {
  const organizationId = await ctx.runQuery(components.betterAuth.invitationLists.nextInvitedTo, {
    inviterId,
    after,
  });
  if (organizationId === null) return;
  await revokeOrphans(ctx, { organizationId, inviterId }, undefined, now);
  await ctx.scheduler.runAfter(0, internal.jobs.revokeOrphans.everywhere, {
    inviterId,
    after: organizationId,
  });
}
