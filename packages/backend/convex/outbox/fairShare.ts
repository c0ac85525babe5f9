import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Lane } from "./lanes";

/** Organizations that have mail in a batch while there are more of them: each waits its turn, and no turn is long. */
const TURNS_A_BATCH = 5;

/**
 * Due mails of a lane, at most `limit`: organization by organization from where the last claim stopped, a share of each,
 * and what room is left in the same order. Reads at most three times what it takes, however much is queued.
 */
export async function takeFairly(
  ctx: MutationCtx,
  lane: Lane,
  cursor: string,
  limit: number,
): Promise<{ mails: Doc<"outgoingMail">[]; cursor: string }> {
  const share = Math.ceil(limit / TURNS_A_BATCH);
  const mails: Doc<"outgoingMail">[] = [];
  const visited: string[] = [];
  let last = cursor;
  let next = (await firstAfter(ctx, lane, cursor)) ?? (await firstOf(ctx, lane));
  while (next !== undefined && !visited.includes(next) && mails.length < limit) {
    mails.push(...(await queuedOf(ctx, lane, next, Math.min(share, limit - mails.length))));
    visited.push(next);
    last = next;
    next = (await firstAfter(ctx, lane, next)) ?? (await firstOf(ctx, lane));
  }
  for (const organizationId of visited) {
    const room = limit - mails.length;
    if (room === 0) break;
    const queued = await queuedOf(ctx, lane, organizationId, share + room);
    mails.push(...queued.slice(share));
  }
  return { mails, cursor: last };
}

async function queuedOf(ctx: MutationCtx, lane: Lane, organizationId: string, limit: number) {
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_organization", (q) =>
      q.eq("lane", lane).eq("status", "queued").eq("organizationId", organizationId),
    )
    .take(limit);
}

async function firstAfter(ctx: MutationCtx, lane: Lane, organizationId: string) {
  const mail = await ctx.db
    .query("outgoingMail")
    .withIndex("by_organization", (q) =>
      q.eq("lane", lane).eq("status", "queued").gt("organizationId", organizationId),
    )
    .first();
  return mail?.organizationId;
}

async function firstOf(ctx: MutationCtx, lane: Lane) {
  const mail = await ctx.db
    .query("outgoingMail")
    .withIndex("by_organization", (q) => q.eq("lane", lane).eq("status", "queued"))
    .first();
  return mail?.organizationId;
}
