import type { MutationCtx } from "../_generated/server";
import { ensureRound } from "./rounds";
import { KEPT_AFTER_SETTLING_MS, type MailAbout } from "./tables";

/**
 * Asks for one mail, as part of the caller's transaction: it is asked for if and only if that
 * transaction commits. Asking again for the same mail to the same address changes nothing. Sending
 * happens later and can fail without undoing anything here.
 */
export async function queueMail(
  ctx: MutationCtx,
  to: string,
  about: MailAbout,
  /** Not before this moment, in ms since the epoch: until then it can be withdrawn. */
  notBefore?: number,
): Promise<void> {
  await queueMails(ctx, [{ to, about }], notBefore);
}

/** Asks for several, each as `queueMail` does. */
export async function queueMails(
  ctx: MutationCtx,
  mails: { to: string; about: MailAbout }[],
  notBefore = 0,
): Promise<void> {
  const now = Date.now();
  const nextAt = Math.max(now, notBefore);
  let isNews = false;
  for (const { to, about } of mails) {
    const idempotencyKey = keyOf(to, about);
    if (await mailByKey(ctx, idempotencyKey)) continue;
    await ctx.db.insert("outgoingMail", {
      idempotencyKey,
      to,
      about,
      status: "queued",
      attempts: 0,
      nextAt,
      createdAt: now,
    });
    isNews = true;
  }
  if (isNews) await ensureRound(ctx, nextAt);
}

/**
 * Takes a mail back that nobody has begun to send, as part of the caller's transaction. False when it
 * is too late: delivery claims a mail by writing the same row, so one of the two is first.
 */
export async function withdrawMail(
  ctx: MutationCtx,
  to: string,
  about: MailAbout,
  reason: string,
): Promise<boolean> {
  const mail = await mailByKey(ctx, keyOf(to, about));
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

/** What makes two mails the same. A resent invitation has a new token row, so it is a new mail. */
function keyOf(to: string, about: MailAbout): string {
  switch (about.kind) {
    case "invitation":
      return about.again === undefined
        ? `${about.kind}:${about.tokenId}`
        : `${about.kind}:${about.tokenId}:${about.again}`;
    case "verificationCode":
      return `${about.kind}:${about.codeId}`;
    case "reminder":
      return `${about.kind}:${about.invitationId}:${about.expiresAt}`;
    case "invitationAccepted":
    case "invitationDeclined":
      return `${about.kind}:${about.invitationId}`;
    case "requestReceived":
      return `${about.kind}:${about.requestId}:${to}`;
    case "requestDenied":
      return `${about.kind}:${about.invitationId}:${about.decidedAt}`;
    default:
      return about satisfies never;
  }
}
