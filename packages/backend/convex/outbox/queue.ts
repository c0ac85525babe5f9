import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Lane } from "./lanes";
import { KEPT_AFTER_SETTLING_MS } from "./tables";

/** Rows on their way into the outbox and, while nobody has begun to send them, out of it again. */

/**
 * As part of the caller's transaction. A key that is known already changes nothing. Nothing is read that another mail's
 * transaction writes: only the range of the mail's own key, where nobody writes but who asks for the same mail. Whether
 * its lane is awake is for the job to find out.
 */
export async function enqueue(
  ctx: MutationCtx,
  mails: Pick<Doc<"outgoingMail">, "idempotencyKey" | "to" | "about" | "lane" | "organizationId">[],
  /** Not to be claimed before this moment, in ms since the epoch. */
  notBefore = 0,
): Promise<void> {
  const now = Date.now();
  const nextAt = Math.max(now, notBefore);
  const asleep = new Set<Lane>();
  for (const mail of mails) {
    if (await mailByKey(ctx, mail.idempotencyKey)) continue;
    await ctx.db.insert("outgoingMail", {
      ...mail,
      status: nextAt > now ? "waiting" : "queued",
      attempts: 0,
      nextAt,
      createdAt: now,
    });
    asleep.add(mail.lane);
  }
  for (const lane of asleep) await wakeAt(ctx, lane, nextAt);
}

/** As part of the caller's transaction: the lane looks for due mail at that moment, in ms since the epoch. */
export async function wakeAt(ctx: MutationCtx, lane: Lane, at: number): Promise<void> {
  await ctx.scheduler.runAt(at, internal.mail.lanes.wake, { lane });
}

/** False when it is too late: a claim writes the same row, so one of the two is first. */
export async function withdraw(
  ctx: MutationCtx,
  idempotencyKey: string,
  reason: string,
): Promise<boolean> {
  const mail = await mailByKey(ctx, idempotencyKey);
  if (!mail || mail.attempts > 0) return false;
  if (mail.status !== "waiting" && mail.status !== "queued") return false;
  await ctx.db.patch(mail._id, {
    status: "dropped",
    lastError: reason,
    deleteAt: Date.now() + KEPT_AFTER_SETTLING_MS,
  });
  return true;
}

async function mailByKey(ctx: MutationCtx, idempotencyKey: string) {
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_key", (q) => q.eq("idempotencyKey", idempotencyKey))
    .unique();
}
