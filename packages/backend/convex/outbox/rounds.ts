import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/**
 * When delivery runs. There is one round at a time, however much is queued: mails then leave together instead of each
 * by a job of its own, and requests go before mail. The row of `mailRounds` names the job that is to come or
 * under way; a round ends by planning the next one, in the transaction that writes down how it went.
 */

/**
 * Between rounds that are due: a provider takes two batches a second (Resend's limit), and requests keep most of the
 * machine however much mail there is.
 */
const PAUSE_MS = 500;

/** As part of the caller's transaction: a round takes up what is due at that moment, in ms since the epoch. */
export async function ensureRound(ctx: MutationCtx, at: number): Promise<void> {
  const row = await ctx.db.query("mailRounds").first();
  if (row?.jobId && (await willTakeUp(ctx, row.jobId, at))) return;
  await planRound(ctx, row, at);
}

/** At the end of a round: the next one, for what is due first. */
export async function planNextRound(ctx: MutationCtx): Promise<void> {
  const next = await ctx.db
    .query("outgoingMail")
    .withIndex("by_status_next", (q) => q.eq("status", "queued"))
    .first();
  const now = Date.now();
  const row = await ctx.db.query("mailRounds").first();
  await planRound(ctx, row, next && (next.nextAt > now ? next.nextAt : now + PAUSE_MS));
}

async function planRound(
  ctx: MutationCtx,
  row: Doc<"mailRounds"> | null,
  at: number | null,
): Promise<void> {
  const jobId =
    at === null ? undefined : await ctx.scheduler.runAt(at, internal.mail.deliver.round, {});
  if (row) await ctx.db.patch(row._id, { jobId });
  else await ctx.db.insert("mailRounds", { jobId });
}

/** A round that is under way looks again at its end. One that comes too late is called off. */
async function willTakeUp(
  ctx: MutationCtx,
  jobId: Id<"_scheduled_functions">,
  at: number,
): Promise<boolean> {
  const job = await ctx.db.system.get(jobId);
  if (job?.state.kind === "inProgress") return true;
  // Otherwise it has died: a round that ends by itself names its successor.
  if (job?.state.kind !== "pending") return false;
  // The pause before a round is not cut short by every mail that comes meanwhile.
  if (job.scheduledTime <= at + PAUSE_MS) return true;
  await ctx.scheduler.cancel(jobId);
  return false;
}
