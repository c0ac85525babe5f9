import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { canDecideRequests } from "../rules/roles";
import { requireManager } from "./invitation";
import { refuse } from "./refuse";

/** A request for somebody who may decide about it; whoever may not even know of it hears `not_found`. */
export async function requireDecider(ctx: QueryCtx | MutationCtx, requestId: string) {
  const id = ctx.db.normalizeId("invitationRequests", requestId);
  const request: Doc<"invitationRequests"> | null = id && (await ctx.db.get(id));
  // An id of nothing belongs to no invitation, and gets the answer that a foreign one gets.
  const managed = await requireManager(ctx, request?.originalInvitationId ?? "", canDecideRequests);
  return { ...managed, request: request ?? refuse("not_found") };
}
