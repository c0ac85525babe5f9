import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { query } from "../_generated/server";
import { requireRole } from "../access/session";
import { pageSize, vPageOf } from "../betterAuth/pages";
import { vRole } from "../betterAuth/rows";
import { pendingRequestCount } from "../records/requests";
import { canSeeRequests } from "../rules/roles";
import { vRequestStatus } from "../schema";

/** A page of requests for owners and admins: pending ones oldest first, decided ones newest first. */
export const list = query({
  args: {
    organizationId: v.string(),
    status: vRequestStatus,
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(
    v.object({
      id: v.id("invitationRequests"),
      status: vRequestStatus,
      userEmail: v.string(),
      requestedAt: v.number(),
      requestNumber: v.number(),
      message: v.optional(v.string()),
      originalInvitation: v.object({
        id: v.string(),
        role: vRole,
        createdAt: v.number(),
        expiresAt: v.number(),
        firstName: v.optional(v.string()),
        lastName: v.optional(v.string()),
      }),
      processedAt: v.optional(v.number()),
      processedBy: v.optional(v.object({ id: v.string(), name: v.string() })),
      denyReason: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId, status, paginationOpts }) => {
    await requireRole(ctx, organizationId, canSeeRequests);
    const requests = await ctx.db
      .query("invitationRequests")
      .withIndex("by_organization_status", (q) =>
        q.eq("organizationId", organizationId).eq("status", status),
      )
      .order(status === "pending" ? "asc" : "desc")
      .paginate({ ...paginationOpts, numItems: pageSize(paginationOpts.numItems) });
    const related = await ctx.runQuery(components.betterAuth.invitations.originals, {
      invitationIds: requests.page.map((request) => request.originalInvitationId),
      userIds: requests.page.flatMap((request) => request.processedBy ?? []),
    });
    return {
      isDone: requests.isDone,
      continueCursor: requests.continueCursor,
      page: requests.page.flatMap((request) => {
        const { status, userEmail, requestedAt, requestNumber, message } = request;
        const { processedAt, processedBy, denyReason } = request;
        const original = related.invitations.find(({ id }) => id === request.originalInvitationId);
        if (!original) return [];
        const { id, role, createdAt, expiresAt, firstName, lastName } = original;
        const decider = related.users.find((user) => user.id === processedBy);
        return [
          {
            id: request._id,
            status,
            userEmail,
            requestedAt,
            requestNumber,
            message,
            originalInvitation: { id, role, createdAt, expiresAt, firstName, lastName },
            processedAt,
            processedBy: decider && { id: decider.id, name: decider.name },
            denyReason,
          },
        ];
      }),
    };
  },
});

/** For the badge in the navigation: reads one counter, however many there are. */
export const pendingCount = query({
  args: { organizationId: v.string() },
  returns: v.number(),
  handler: async (ctx, { organizationId }) => {
    await requireRole(ctx, organizationId, canSeeRequests);
    return await pendingRequestCount(ctx, organizationId);
  },
});
