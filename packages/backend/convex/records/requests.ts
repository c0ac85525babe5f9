import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Rows of invitationRequests and the count of pending ones that goes with them. */

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

export async function insertRequest(
  ctx: MutationCtx,
  request: {
    originalInvitationId: string;
    organizationId: string;
    userEmail: string;
    requestedAt: number;
    requestNumber: number;
    message?: string;
  },
): Promise<Id<"invitationRequests">> {
  const id = await ctx.db.insert("invitationRequests", { ...request, status: "pending" });
  await changePendingCount(ctx, request.organizationId, 1);
  return id;
}

export async function pendingRequestCount(ctx: QueryCtx, organizationId: string): Promise<number> {
  return (await countsOf(ctx, organizationId))?.pendingRequests ?? 0;
}

async function changePendingCount(
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
