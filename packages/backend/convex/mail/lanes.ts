import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { vLane } from "../outbox/lanes";
import { type Step, type Turn, vEnded, vStep, vTrouble, vTurn } from "./ended";
import { goOn, LEASE_MS, notePause, stateOf } from "./rounds";
import { settle } from "./settle";

/** What wakes a lane, and what its round writes down. */

/** Starts a round of a lane that sleeps, or whose round died. One that finds it awake ends: the round looks by itself. */
export const wake = internalMutation({
  args: { lane: vLane },
  returns: v.null(),
  handler: async (ctx, { lane }): Promise<null> => {
    const now = Date.now();
    const state = await stateOf(ctx, lane);
    if (state.awakeUntil > now) return null;
    await goOn(ctx, state, { now, canGoOn: false });
    return null;
  },
});

/**
 * Within an attempt: some of its mails have ended, and others are handed over from now on, by a way that knows no keys.
 * False when the attempt counts as dead and another has taken it over; then nothing may be handed over.
 */
export const progress = internalMutation({
  args: { step: vStep, ended: v.array(vEnded), begun: v.array(v.id("outgoingMail")) },
  returns: v.boolean(),
  handler: async (ctx, { step, ended, begun }): Promise<boolean> => {
    const now = Date.now();
    const batch = await batchOf(ctx, step);
    if (!batch) return false;
    await settle(ctx, batch, ended, { now });
    await ctx.db.patch(batch._id, { begun, nextAt: now + LEASE_MS });
    const state = await stateOf(ctx, batch.lane);
    await ctx.db.patch(state._id, { awakeUntil: now + LEASE_MS });
    return true;
  },
});

/**
 * Ends an attempt: what became of its mails is written down by itself, so that nothing that others write too can undo it.
 * Answers the lane's turn, which is the round's to go on with; null when another has taken the attempt over.
 */
export const end = internalMutation({
  args: { step: vStep, ended: v.array(vEnded), retryAfterMs: v.optional(v.number()) },
  returns: v.union(v.null(), vTurn),
  handler: async (ctx, { step, ended, retryAfterMs }): Promise<Turn | null> => {
    const now = Date.now();
    const batch = await batchOf(ctx, step);
    if (!batch) return null;
    await settle(ctx, batch, ended, { now, retryAfterMs });
    const { _id, lane } = await stateOf(ctx, batch.lane);
    // A round that dies here leaves the lane to whoever wakes it when this has run out.
    const awakeUntil = now + LEASE_MS;
    await ctx.db.patch(_id, { awakeUntil });
    return { lane, awakeUntil };
  },
});

/** After an attempt: the lane's next one, when there is one for now. A turn that another has taken over is over. */
export const next = internalMutation({
  args: {
    turn: vTurn,
    trouble: v.optional(vTrouble),
    /** Whether the round has time for another. */
    canGoOn: v.boolean(),
  },
  returns: v.union(v.null(), vStep),
  handler: async (ctx, { turn, trouble, canGoOn }): Promise<Step | null> => {
    const now = Date.now();
    const state = await stateOf(ctx, turn.lane);
    if (state.awakeUntil !== turn.awakeUntil) return null;
    await notePause(ctx, state, trouble, now);
    return await goOn(ctx, await stateOf(ctx, turn.lane), { now, canGoOn });
  },
});

/** The batch while this is its newest attempt. */
async function batchOf(
  ctx: MutationCtx,
  { batchId, attempt }: Step,
): Promise<Doc<"mailBatches"> | null> {
  const batch = await ctx.db.get(batchId);
  return batch?.attempts === attempt ? batch : null;
}
