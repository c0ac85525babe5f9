import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { count } from "./activity";
import { changePendingCount, markWaiting } from "./requests";

/** One decision for several requests at once: their rows, their listings, the count and the diagnosis. */

type Request = Doc<"invitationRequests">;

/** Several times what a policy can allow for one invitation, which is 10. */
const OF_ONE_INVITATION = 50;

/** Ten from each of fifty expired invitations of one address; a transaction still holds several times that. */
const OF_ONE_ADDRESS = 500;

export interface RequestDecision {
  status: "approved" | "denied";
  processedAt: number;
  /** Absent when nobody had to decide: an automatic re-invitation was the answer. */
  processedBy?: { id: string; name: string };
  denyReason?: string;
  blocked?: boolean;
  newInvitationId?: string;
}

/** Every pending request of an invitation. */
export async function pendingRequestsOf(
  ctx: QueryCtx,
  originalInvitationId: string,
): Promise<Request[]> {
  const requests = await requestsOf(ctx, originalInvitationId);
  return requests.filter(({ status }) => status === "pending");
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

/** Every pending request of an address in an organization, from whichever old link it was made. */
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

/** Expects pending requests of one organization. */
export async function closeRequests(
  ctx: MutationCtx,
  pending: Request[],
  decision: RequestDecision,
): Promise<void> {
  const { processedBy, blocked, ...decided } = decision;
  for (const request of pending) {
    await ctx.db.patch(request._id, { ...decided, processedBy: processedBy?.id });
    const listing = await listingOf(ctx, request);
    await ctx.db.patch(listing._id, { ...decided, processedBy, blocked });
  }
  const [first] = pending;
  if (!first) return;
  await changePendingCount(ctx, first.organizationId, -pending.length);
  await countDecisions(ctx, first.organizationId, decision, pending.length);
  await markWaiting(ctx, pending, false);
}

/** Everything that the decision about one request closed is pending again. */
export async function reopenRequests(ctx: MutationCtx, decided: Request): Promise<void> {
  const candidates =
    decided.newInvitationId === undefined
      ? await requestsOf(ctx, decided.originalInvitationId)
      : await requestsAnsweredBy(ctx, decided.newInvitationId);
  const together = candidates.filter((request) => sharesDecision(request, decided));
  const pending = {
    status: "pending",
    processedAt: undefined,
    processedBy: undefined,
    denyReason: undefined,
    newInvitationId: undefined,
  } as const;
  for (const request of together) {
    await ctx.db.patch(request._id, pending);
    const listing = await listingOf(ctx, request);
    await ctx.db.patch(listing._id, { ...pending, blocked: undefined });
  }
  await changePendingCount(ctx, decided.organizationId, together.length);
  await countDecisions(ctx, decided.organizationId, decided, -together.length);
  await markWaiting(ctx, together, true);
}

async function countDecisions(
  ctx: MutationCtx,
  organizationId: string,
  { status, processedAt }: Pick<Request, "status" | "processedAt">,
  by: number,
): Promise<void> {
  if (status === "pending" || processedAt === undefined) return;
  await count(ctx, [{ organizationId, on: processedAt, change: { [status]: by } }]);
}

function sharesDecision(one: Request, other: Request): boolean {
  return (
    one.organizationId === other.organizationId &&
    one.status === other.status &&
    one.processedAt === other.processedAt &&
    one.processedBy === other.processedBy &&
    one.newInvitationId === other.newInvitationId
  );
}

async function requestsOf(ctx: QueryCtx, originalInvitationId: string): Promise<Request[]> {
  return await ctx.db
    .query("invitationRequests")
    .withIndex("by_original_invitation", (q) => q.eq("originalInvitationId", originalInvitationId))
    .order("desc")
    .take(OF_ONE_INVITATION);
}

async function requestsAnsweredBy(ctx: QueryCtx, newInvitationId: string): Promise<Request[]> {
  const listings = await ctx.db
    .query("requestListings")
    .withIndex("by_new_invitation", (q) => q.eq("newInvitationId", newInvitationId))
    .take(OF_ONE_ADDRESS);
  return await requestsIn(ctx, listings);
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

/** How the inbox shows a request, with the name of whoever decided. */
export async function listingOf(ctx: QueryCtx, { _id }: Request): Promise<Doc<"requestListings">> {
  const listing = await ctx.db
    .query("requestListings")
    .withIndex("by_request", (q) => q.eq("requestId", _id))
    .unique();
  if (!listing) throw new Error(`Request ${_id} is missing from the inbox`);
  return listing;
}
