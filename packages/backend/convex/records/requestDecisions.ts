import { components } from "../_generated/api";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { count } from "./activity";
import {
  changePendingCount,
  changeRequest,
  type Request,
  requestsAnsweredBy,
  requestsOf,
} from "./requests";

/** One decision for several requests at once: their rows, the count and the diagnosis. */

export interface RequestDecision {
  status: "approved" | "denied";
  processedAt: number;
  /** Absent when nobody had to decide: an automatic re-invitation was the answer. */
  processedBy?: { id: string; name: string };
  denyReason?: string;
  blocked?: boolean;
  newInvitationId?: string;
}

/** Expects pending requests of one organization. */
export async function closeRequests(
  ctx: MutationCtx,
  pending: Request[],
  decision: RequestDecision,
): Promise<void> {
  for (const request of pending) await changeRequest(ctx, request, decision);
  const [first] = pending;
  if (!first) return;
  await changePendingCount(ctx, first.organizationId, -pending.length);
  await countDecisions(ctx, first.organizationId, decision, pending.length);
  await markWaiting(ctx, pending, { requestWaiting: false });
}

/** Every request that the decision about one of them closed. */
export async function decidedTogether(ctx: QueryCtx, decided: Request): Promise<Request[]> {
  const candidates =
    decided.newInvitationId === undefined
      ? await requestsOf(ctx, decided.originalInvitationId)
      : await requestsAnsweredBy(ctx, decided.newInvitationId);
  return candidates.filter((request) => sharesDecision(request, decided));
}

/** Requests that one decision closed are pending again. */
export async function reopenRequests(
  ctx: MutationCtx,
  together: Request[],
  now: number,
): Promise<void> {
  const [decided] = together;
  if (!decided) return;
  for (const request of together) {
    await changeRequest(ctx, request, {
      status: "pending",
      processedAt: undefined,
      processedBy: undefined,
      denyReason: undefined,
      blocked: undefined,
      newInvitationId: undefined,
    });
  }
  await changePendingCount(ctx, decided.organizationId, together.length);
  await countDecisions(ctx, decided.organizationId, decided, -together.length);
  await markWaiting(ctx, together, { requestWaiting: true, decisionUndoneAt: now });
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

/** Whether each invitation is one whose request waits for a person, for its diagnosis and its page. */
async function markWaiting(
  ctx: MutationCtx,
  requests: Pick<Request, "originalInvitationId">[],
  facts: { requestWaiting: boolean; decisionUndoneAt?: number },
): Promise<void> {
  for (const invitationId of new Set(requests.map((request) => request.originalInvitationId))) {
    await ctx.runMutation(components.betterAuth.invitationWrites.noteFact, {
      invitationId,
      ...facts,
    });
  }
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
