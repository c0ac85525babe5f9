import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Request } from "../records/requests";
import { refuse } from "../refuse";
import { canDecideRequests } from "../rules/roles";
import { type ManagedInvitation, requireManagedInvitation } from "./invitation";

/** A request that the caller may decide about, with the invitation that it was made from. */
export interface ManagedRequest extends ManagedInvitation {
  request: Request;
}

/** A request for a caller who may decide about it; an outsider hears `not_found`. */
export async function requireManagedRequest(
  ctx: QueryCtx | MutationCtx,
  requestId: string,
): Promise<ManagedRequest> {
  const id = ctx.db.normalizeId("invitationRequests", requestId);
  const request = id && (await ctx.db.get(id));
  // An unknown id gets the answer that a request of another organization gets.
  const invitationId = request?.originalInvitationId ?? "";
  const managed = await requireManagedInvitation(ctx, invitationId, canDecideRequests);
  return { ...managed, request: request ?? refuse("not_found") };
}
