import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { ensureRound } from "./rounds";
import { KEPT_AFTER_SETTLING_MS } from "./tables";

/** Rows on their way into the outbox and, while nobody has begun to send them, out of it again. */

/** As part of the caller's transaction. A key that is known already changes nothing. */
export async function enqueue(
  ctx: MutationCtx,
  mails: Pick<Doc<"outgoingMail">, "idempotencyKey" | "to" | "about">[],
  /** Not to be claimed before this moment, in ms since the epoch. */
  notBefore = 0,
): Promise<void> {
  const now = Date.now();
  const nextAt = Math.max(now, notBefore);
  let isNews = false;
  for (const mail of mails) {
    if (await mailByKey(ctx, mail.idempotencyKey)) continue;
    await ctx.db.insert("outgoingMail", {
      ...mail,
      status: "queued",
      attempts: 0,
      nextAt,
      createdAt: now,
    });
    isNews = true;
  }
  if (isNews) await ensureRound(ctx, nextAt);
}

/** False when it is too late: delivery claims a mail by writing the same row, so one of the two is first. */
export async function withdraw(
  ctx: MutationCtx,
  idempotencyKey: string,
  reason: string,
): Promise<boolean> {
  const mail = await mailByKey(ctx, idempotencyKey);
  if (mail?.status !== "queued" || mail.attempts > 0) return false;
  await ctx.db.patch(mail._id, {
    status: "dropped",
    nextAt: Date.now() + KEPT_AFTER_SETTLING_MS,
    lastError: reason,
  });
  return true;
}

async function mailByKey(ctx: MutationCtx, idempotencyKey: string) {
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_key", (q) => q.eq("idempotencyKey", idempotencyKey))
    .unique();
}
