import { v } from "convex/values";
import { Webhook } from "standardwebhooks";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalAction, internalMutation, type QueryCtx } from "../_generated/server";
import { resendWebhookSecret } from "../environment";
import { noteFate } from "../lifecycle/mailFate";
import { vFate } from "../outbox/tables";
import { readResendEvent } from "../rules/resendEvent";
import { settleAsTold } from "./settle";

/** Takes what Resend says of our letters, once each, and only what it has signed in the last five minutes. */

/**
 * False for what nobody with the secret signed, or signed longer ago than a replay may be. A signed event that says nothing
 * of a letter is taken and forgotten: otherwise it would be sent again for a day.
 */
export const receive = internalAction({
  args: {
    body: v.string(),
    signed: v.object({ id: v.string(), timestamp: v.string(), signature: v.string() }),
  },
  returns: v.boolean(),
  handler: async (ctx, { body, signed }): Promise<boolean> => {
    const event = verified(body, signed);
    if (!event) return false;
    const word = readResendEvent(event.said, Date.now());
    if (word)
      await ctx.runMutation(internal.mail.resendWebhook.take, { webhookId: signed.id, ...word });
    return true;
  },
});

/** In the transaction that notes its word, so that the id of a webhook whose word got lost is not kept. */
export const take = internalMutation({
  args: {
    webhookId: v.string(),
    mailTag: v.optional(v.string()),
    providerId: v.optional(v.string()),
    fate: vFate,
  },
  returns: v.null(),
  handler: async (ctx, { webhookId, mailTag, providerId, fate }): Promise<null> => {
    const known = await ctx.db
      .query("takenWebhooks")
      .withIndex("by_webhook_id", (q) => q.eq("webhookId", webhookId))
      .first();
    if (known) return null;
    const mail = await mailOf(ctx, mailTag, providerId);
    // Deleted meanwhile, or sent by another deployment with the same key.
    if (!mail) return null;
    await ctx.db.insert("takenWebhooks", { webhookId });
    const now = Date.now();
    await noteFate(ctx, mail, fate, now);
    // One in a batch is settled with it.
    const { status } = mail;
    if (status === "waiting" || status === "queued" || status === "failed") {
      await settleAsTold(ctx, mail, now);
    }
    return null;
  },
});

function verified(
  body: string,
  { id, timestamp, signature }: { id: string; timestamp: string; signature: string },
): { said: unknown } | null {
  const secret = resendWebhookSecret();
  if (!secret) return null;
  try {
    const said = new Webhook(secret).verify(body, {
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    });
    return { said };
  } catch {
    return null;
  }
}

/** By the tag that it was sent with; without one by the provider's id. */
async function mailOf(
  ctx: QueryCtx,
  mailTag: string | undefined,
  providerId: string | undefined,
): Promise<Doc<"outgoingMail"> | null> {
  const mailId = mailTag === undefined ? null : ctx.db.normalizeId("outgoingMail", mailTag);
  const tagged = mailId && (await ctx.db.get(mailId));
  if (tagged || providerId === undefined) return tagged;
  return await ctx.db
    .query("outgoingMail")
    .withIndex("by_provider_id", (q) => q.eq("providerId", providerId))
    .first();
}
