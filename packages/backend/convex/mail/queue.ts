import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import type { MailAbout } from "./tables";

/**
 * Asks for one mail, as part of the caller's transaction: it is asked for if and only if that
 * transaction commits. Asking again for the same mail to the same address changes nothing. Sending
 * happens later and can fail without undoing anything here.
 */
export async function queueMail(ctx: MutationCtx, to: string, about: MailAbout): Promise<void> {
  const idempotencyKey = keyOf(to, about);
  const known = await ctx.db
    .query("outgoingMail")
    .withIndex("by_key", (q) => q.eq("idempotencyKey", idempotencyKey))
    .unique();
  if (known) return;
  const now = Date.now();
  const mailId = await ctx.db.insert("outgoingMail", {
    idempotencyKey,
    to,
    about,
    status: "queued",
    attempts: 0,
    nextAt: now,
    createdAt: now,
  });
  await ctx.scheduler.runAfter(0, internal.mail.deliver.send, { mailId });
}

/** What makes two mails the same. A resent invitation has a new token row, so it is a new mail. */
function keyOf(to: string, about: MailAbout): string {
  switch (about.kind) {
    case "invitation":
      return `${about.kind}:${about.tokenId}`;
    case "verificationCode":
      return `${about.kind}:${about.codeId}`;
    case "invitationDeclined":
      return `${about.kind}:${about.invitationId}`;
    case "requestReceived":
      return `${about.kind}:${about.requestId}:${to}`;
    default:
      return about satisfies never;
  }
}
