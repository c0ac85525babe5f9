import { components } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/rows";
import { count } from "./activity";

/**
 * Rows of invitationRequests, with what follows from them: the count of pending ones, and the mark on
 * an invitation that somebody is waiting for an answer.
 */

/** The invitation's newest request; its number is how many there are. */
export async function latestRequest(
  ctx: QueryCtx,
  originalInvitationId: string,
): Promise<Doc<"invitationRequests"> | null> {
  return await ctx.db
    .query("invitationRequests")
    .withIndex("by_original_invitation", (q) => q.eq("originalInvitationId", originalInvitationId))
    .order("desc")
    .first();
}

/** A new pending request, in the inbox, in its count and in the invitation's diagnosis. */
export async function insertRequest(
  ctx: MutationCtx,
  request: {
    invitation: Invitation;
    requestedAt: number;
    requestNumber: number;
    message?: string;
  },
): Promise<Id<"invitationRequests">> {
  const { invitation, ...asked } = request;
  const { id: originalInvitationId, organizationId, email: userEmail } = invitation;
  const { role, createdAt, expiresAt, firstName, lastName } = invitation;
  const requestId = await ctx.db.insert("invitationRequests", {
    originalInvitationId,
    organizationId,
    userEmail,
    ...asked,
    status: "pending",
  });
  await ctx.db.insert("requestListings", {
    requestId,
    organizationId,
    status: "pending",
    userEmail,
    ...asked,
    originalInvitation: {
      id: originalInvitationId,
      role,
      createdAt,
      expiresAt,
      ...(firstName === undefined ? {} : { firstName }),
      ...(lastName === undefined ? {} : { lastName }),
    },
  });
  await changePendingCount(ctx, organizationId, 1);
  await count(ctx, [{ organizationId, on: asked.requestedAt, change: { requested: 1 } }]);
  await ctx.runMutation(components.betterAuth.invitationWrites.noteFact, {
    invitationId: originalInvitationId,
    requestWaiting: true,
    requestCount: asked.requestNumber,
  });
  return requestId;
}

export async function pendingRequestCount(ctx: QueryCtx, organizationId: string): Promise<number> {
  return (await countsOf(ctx, organizationId))?.pendingRequests ?? 0;
}

/** Whether the invitation is one whose request waits for a person. */
export async function markWaiting(
  ctx: MutationCtx,
  requests: { originalInvitationId: string }[],
  requestWaiting: boolean,
): Promise<void> {
  for (const invitationId of new Set(requests.map((request) => request.originalInvitationId))) {
    await ctx.runMutation(components.betterAuth.invitationWrites.noteFact, {
      invitationId,
      requestWaiting,
    });
  }
}

export async function changePendingCount(
  ctx: MutationCtx,
  organizationId: string,
  by: number,
): Promise<void> {
  const counts = await countsOf(ctx, organizationId);
  if (counts) {
    await ctx.db.patch(counts._id, { pendingRequests: counts.pendingRequests + by });
  } else {
    await ctx.db.insert("organizationCounts", { organizationId, pendingRequests: by });
  }
}

async function countsOf(ctx: QueryCtx, organizationId: string) {
  return await ctx.db
    .query("organizationCounts")
    .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
    .unique();
}
