import { v } from "convex/values";
import { internalMutation, type MutationCtx } from "../_generated/server";

const KEPT_MAILS = 500;
/** As many as come would do; more lets the mailbox shrink soon after KEPT_MAILS does. */
const DELETED_BESIDE = 10;

/** Puts mails into the development mailbox, once per key, and lets the oldest go. */
export const keep = internalMutation({
  args: {
    mails: v.array(
      v.object({
        idempotencyKey: v.string(),
        to: v.string(),
        from: v.string(),
        replyTo: v.optional(v.string()),
        headers: v.record(v.string(), v.string()),
        subject: v.string(),
        html: v.string(),
        text: v.string(),
      }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { mails }) => {
    const newest = await ctx.db.query("mailbox").withIndex("by_number").order("desc").first();
    const sentAt = Date.now();
    let number = newest?.number ?? 0;
    for (const mail of mails) {
      const known = await ctx.db
        .query("mailbox")
        .withIndex("by_key", (q) => q.eq("idempotencyKey", mail.idempotencyKey))
        .unique();
      if (known) continue;
      number++;
      await ctx.db.insert("mailbox", { ...mail, number, sentAt });
    }
    await deleteUpTo(ctx, number - KEPT_MAILS, mails.length + DELETED_BESIDE);
    return null;
  },
});

async function deleteUpTo(ctx: MutationCtx, number: number, atMost: number) {
  const old = await ctx.db
    .query("mailbox")
    .withIndex("by_number", (q) => q.lte("number", number))
    .take(atMost);
  for (const mail of old) await ctx.db.delete(mail._id);
}
