import { pick } from "convex-helpers";
import { components } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Invitation } from "../betterAuth/shapes";
import { count } from "./activity";

/**
 * Rows of invitationRequests, each with its twin in requestListings, which the inbox reads. `insertRequest` and
 * `changeRequest` write both, and nothing else writes either.
 */

export type Request = Doc<"invitationRequests">;

/** Several times what a policy can allow for one invitation, which is 10. */
const OF_ONE_INVITATION = 50;

/** Ten from each of fifty expired invitations of one address; a transaction still holds several times that. */
const OF_ONE_ADDRESS = 500;

/** The invitation's newest request; its number is how many there are. */
export async function latestRequest(
  ctx: QueryCtx,
  originalInvitationId: string,
): Promise<Request | null> {
  return await ofInvitation(ctx, originalInvitationId).first();
}

/** Newest first. */
export async function requestsOf(ctx: QueryCtx, originalInvitationId: string): Promise<Request[]> {
  return await ofInvitation(ctx, originalInvitationId).take(OF_ONE_INVITATION);
}

function ofInvitation(ctx: QueryCtx, originalInvitationId: string) {
  return ctx.db
    .query("invitationRequests")
    .withIndex("by_original_invitation", (q) => q.eq("originalInvitationId", originalInvitationId))
    .order("desc");
}

/** Every pending request of an invitation. */
export async function pendingRequestsOf(
  ctx: QueryCtx,
  originalInvitationId: string,
): Promise<Request[]> {
  const requests = await requestsOf(ctx, originalInvitationId);
  return requests.filter(({ status }) => status === "pending");
}

/** Every pending request of an address in an organization, from all of its old links. */
export async function pendingRequestsFrom(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
): Promise<Request[]> {
  const listings = await ctx.db
    .query("requestListings")
    .withIndex("by_organization_email_status", (q) =>
      q.eq("organizationId", organizationId).eq("userEmail", email).eq("status", "pending"),
    )
    .take(OF_ONE_ADDRESS);
  return await requestsIn(ctx, listings);
}

/** Every request that a new invitation answered. */
export async function requestsAnsweredBy(
  ctx: QueryCtx,
  newInvitationId: string,
): Promise<Request[]> {
  const listings = await ctx.db
    .query("requestListings")
    .withIndex("by_new_invitation", (q) => q.eq("newInvitationId", newInvitationId))
    .take(OF_ONE_ADDRESS);
  return await requestsIn(ctx, listings);
}

/** The newest one that a denial answered: its person may have asked again since. */
export async function requestDeniedAt(
  ctx: QueryCtx,
  originalInvitationId: string,
  deniedAt: number,
): Promise<Request | undefined> {
  const requests = await requestsOf(ctx, originalInvitationId);
  return requests.find(
    ({ status, processedAt }) => status === "denied" && processedAt === deniedAt,
  );
}

/** The newest denial of an address that stands, has a block with it, and was decided at a moment or later. */
export async function blockingDenialSince(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
  since: number,
): Promise<Doc<"requestListings"> | undefined> {
  const denied = await ctx.db
    .query("requestListings")
    .withIndex("by_organization_email_status", (q) =>
      q.eq("organizationId", organizationId).eq("userEmail", email).eq("status", "denied"),
    )
    .order("desc")
    .take(OF_ONE_ADDRESS);
  return denied.find(({ blocked, processedAt = 0 }) => blocked === true && processedAt >= since);
}

/** How the inbox shows a request, with the name of the admin who decided. */
export async function listingOf(ctx: QueryCtx, { _id }: Request): Promise<Doc<"requestListings">> {
  const listing = await ctx.db
    .query("requestListings")
    .withIndex("by_request", (q) => q.eq("requestId", _id))
    .unique();
  if (!listing) throw new Error(`Request ${_id} is missing from the inbox`);
  return listing;
}

/** A new pending request: in the inbox, in its count and in the invitation's diagnosis. */
export async function insertRequest(
  ctx: MutationCtx,
  {
    invitation,
    ...asked
  }: {
    invitation: Invitation;
    requestedAt: number;
    requestNumber: number;
    message?: string;
  },
): Promise<Id<"invitationRequests">> {
  const { id: originalInvitationId, organizationId, email: userEmail } = invitation;
  const request = { organizationId, userEmail, ...asked, status: "pending" } as const;
  const requestId = await ctx.db.insert("invitationRequests", { originalInvitationId, ...request });
  await ctx.db.insert("requestListings", {
    requestId,
    ...request,
    originalInvitation: {
      id: originalInvitationId,
      ...pick(invitation, ["role", "createdAt", "expiresAt", "firstName", "lastName"]),
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

/** What may change about a request, as its listing shows it. */
export type RequestChange = Partial<
  Pick<
    Doc<"requestListings">,
    | "status"
    | "requestedAt"
    | "processedAt"
    | "processedBy"
    | "denyReason"
    | "blocked"
    | "newInvitationId"
  >
>;

/** Changes a request and its listing alike. A field that is given as undefined is removed. */
export async function changeRequest(
  ctx: MutationCtx,
  request: Request,
  change: RequestChange,
): Promise<void> {
  const { processedBy, blocked: _, ...shared } = change;
  await ctx.db.patch(request._id, {
    ...shared,
    ...("processedBy" in change ? { processedBy: processedBy?.id } : {}),
  });
  await ctx.db.patch((await listingOf(ctx, request))._id, change);
}

/** For the badge in the navigation: one counter, however many requests wait. */
export async function pendingRequestCount(ctx: QueryCtx, organizationId: string): Promise<number> {
  return (await countsOf(ctx, organizationId))?.pendingRequests ?? 0;
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

async function requestsIn(ctx: QueryCtx, listings: Doc<"requestListings">[]): Promise<Request[]> {
  const requests = [];
  for (const { requestId } of listings) {
    const request = await ctx.db.get(requestId);
    if (!request) throw new Error(`The inbox shows the request ${requestId}, which is gone`);
    requests.push(request);
  }
  return requests;
}
