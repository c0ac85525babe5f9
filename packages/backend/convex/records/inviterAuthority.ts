import { components, internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { revokeInvitation } from "./invitations";

/** One transaction's worth: some 30 documents each, far from a transaction's limits. */
const BATCH = 50;

const REASON = "Whoever sent this may not invite to this role any more.";

/**
 * Revokes what somebody offered while they could, and goes on in a batch of its own while there is
 * more. To be called after a role or a membership changed; somebody who may offer it all loses nothing.
 */
export async function endOffersBeyond(
  ctx: MutationCtx,
  inviter: { organizationId: string; inviterId: string },
  /** Who changed it; nobody when the operator of the deployment did. */
  by: string | undefined,
  now: number,
): Promise<void> {
  const offers = await ctx.runQuery(components.betterAuth.invitationLists.beyondInviter, {
    ...inviter,
    limit: BATCH,
  });
  if (offers.length === 0) return;
  const [user] =
    by === undefined
      ? []
      : await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [by] });
  if (by !== undefined && !user) {
    throw new Error(`No user ${by} who ended what ${inviter.inviterId} may offer`);
  }
  for (const invitation of offers) await revokeInvitation(ctx, { invitation, user }, REASON, now);
  if (offers.length === BATCH) {
    await ctx.scheduler.runAfter(0, internal.jobs.endOffers.next, { ...inviter, by });
  }
}

/**
 * The same for a right over every organization that somebody had and has no more: what they offered as a
 * member stands. One organization at a time, each in a transaction of its own.
 */
export async function endOffersEverywhere(
  ctx: MutationCtx,
  { inviterId, after }: { inviterId: string; after?: string },
  now: number,
): Promise<void> {
  const organizationId = await ctx.runQuery(components.betterAuth.invitationLists.nextInvitedTo, {
    inviterId,
    after,
  });
  if (organizationId === null) return;
  await endOffersBeyond(ctx, { organizationId, inviterId }, undefined, now);
  await ctx.scheduler.runAfter(0, internal.jobs.endOffers.everywhere, {
    inviterId,
    after: organizationId,
  });
}
