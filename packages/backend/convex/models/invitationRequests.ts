import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import type { Doc } from "../_generated/dataModel";
import { type MutationCtx, mutation, query } from "../_generated/server";
import { requireManagedRequest } from "../access/request";
import { requireActingRole, requireProven } from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { vRole } from "../betterAuth/shapes";
import { approveRequest } from "../lifecycle/approve";
import { denyRequest } from "../lifecycle/deny";
import { undoDecision } from "../lifecycle/undo";
import { whatStands } from "../records/invitations";
import { listingOf, pendingRequestCount } from "../records/requests";
import { refuse, refuseUnless } from "../refuse";
import { approvalRefusal, undoUntil } from "../rules/deciding";
import { wayOnFrom } from "../rules/inviting";
import { canSeeRequests } from "../rules/roles";
import { tidyMessage } from "../rules/text";
import schema from "../schema";
import { requestListing, vRequestStatus } from "../shapes";

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
      ...requestListing,
      /** Until then the caller, who decided, can undo. Stays when it has passed. */
      undoUntil: v.optional(v.number()),
    }),
  ),
  handler: async (ctx, { organizationId, status, paginationOpts }) => {
    const { user } = await requireActingRole(ctx, organizationId, canSeeRequests);
    const { page, ...rest } = await pageOf(
      paginator(ctx.db, schema)
        .query("requestListings")
        .withIndex("by_organization_status", (q) =>
          q.eq("organizationId", organizationId).eq("status", status),
        )
        .order(status === "pending" ? "asc" : "desc"),
      paginationOpts,
    );
    return { ...rest, page: page.map((listing) => rowFor(user.id, listing)) };
  },
});

function rowFor(callerId: string, listing: Doc<"requestListings">) {
  const { _id, _creationTime, organizationId, requestId, ...row } = listing;
  const until = undoUntil(row, callerId);
  return { ...row, id: requestId, ...(until === undefined ? {} : { undoUntil: until }) };
}

/** For the badge in the navigation: reads one counter, however many there are. */
export const pendingCount = query({
  args: { organizationId: v.string() },
  returns: v.number(),
  handler: async (ctx, { organizationId }) => {
    await requireActingRole(ctx, organizationId, canSeeRequests);
    return await pendingRequestCount(ctx, organizationId);
  },
});

/**
 * A new invitation of the same details, or with another role, in answer to a request; every pending
 * request of the address is closed with it. Effective at once; the mail leaves after UNDO_SECONDS.
 * Refuses: not_signed_in, not_found, not_allowed, already_decided (with decidedBy, decidedAt and
 * decision), address_unproven, cannot_invite_owner, domain_not_allowed, already_member, already_invited, recipient_limit.
 */
export const approve = mutation({
  args: { requestId: v.string(), role: v.optional(vRole) },
  returns: v.object({ newInvitationId: v.string() }),
  handler: async (ctx, { requestId, role: chosen }) => {
    const now = Date.now();
    const decided = await requireUndecided(ctx, requestId);
    const { invitation, organization, role: ownRole } = decided;
    requireProven(decided.user);
    const role = chosen ?? invitation.role;
    // No exception: this invitation too, once it was resent, is one that works.
    const { live, accountIsMember } = await whatStands(
      ctx,
      { invitation: { ...invitation, id: "" } },
      now,
    );
    const { allowedEmailDomains } = organization.policy;
    const problem = approvalRefusal({
      decider: { role: ownRole },
      invited: {
        email: invitation.email,
        role,
        isMember: accountIsMember,
        isInvited: live !== undefined,
      },
      allowedEmailDomains,
    });
    if (problem) refuse(problem, wayOnFrom(problem, { role: ownRole, live, allowedEmailDomains }));
    return { newInvitationId: await approveRequest(ctx, decided, role, now) };
  },
});

/**
 * Says no to every pending request of that invitation; `block` takes no more from the address, by any of its links.
 * Effective at once; the mail, with the reason, leaves after UNDO_SECONDS. Refuses: not_signed_in, not_found,
 * not_allowed, already_decided (with decidedBy, decidedAt and decision), address_unproven, bad_input.
 */
export const deny = mutation({
  args: {
    requestId: v.string(),
    reason: v.optional(v.string()),
    block: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, { requestId, reason, block = false }) => {
    const decided = await requireUndecided(ctx, requestId);
    requireProven(decided.user);
    const tidyReason = tidyMessage(reason);
    if (tidyReason === null) refuse("bad_input");
    await denyRequest(ctx, decided, { reason: tidyReason, block }, Date.now());
    return null;
  },
});

/**
 * The admin who decided takes it back within UNDO_SECONDS, before the mail leaves: what the decision closed is
 * pending again, also on the invitee's open page; the new invitation is revoked and the mail never
 * goes. Refuses: not_signed_in, not_found, not_allowed, undo_too_late.
 */
export const undo = mutation({
  args: { requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { requestId }) => {
    const now = Date.now();
    const decided = await requireManagedRequest(ctx, requestId);
    const { request, user } = decided;
    refuseUnless(request.status !== "pending", "undo_too_late");
    const until = undoUntil(
      { ...request, processedBy: { id: request.processedBy ?? "" } },
      user.id,
    );
    refuseUnless(until !== undefined, "not_allowed");
    refuseUnless(now < until, "undo_too_late");
    await undoDecision(ctx, decided, now);
    return null;
  },
});

/** The request, unless another admin was faster: then who, when, and what they decided. */
async function requireUndecided(ctx: MutationCtx, requestId: string) {
  const decided = await requireManagedRequest(ctx, requestId);
  const { status, processedAt } = decided.request;
  if (status === "pending") return decided;
  const { processedBy } = await listingOf(ctx, decided.request);
  refuse("already_decided", {
    decidedBy: processedBy?.name,
    decidedAt: processedAt,
    decision: status,
  });
}
