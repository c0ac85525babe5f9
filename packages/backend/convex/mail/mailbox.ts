import { v } from "convex/values";
import { internalMutation, type MutationCtx } from "../_generated/server";

const KEPT_LETTERS = 500;
/** One would do; more lets the mailbox shrink soon after KEPT_LETTERS does. */
const DELETED_AT_ONCE = 10;

/** Puts a letter into the development mailbox, once per key, and lets the oldest go. */
export const keep = internalMutation({
  args: {
    idempotencyKey: v.string(),
    to: v.string(),
    subject: v.string(),
    html: v.string(),
    text: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, letter) => {
    const known = await ctx.db
      .query("mailbox")
      .withIndex("by_key", (q) => q.eq("idempotencyKey", letter.idempotencyKey))
      .unique();
    if (known) return null;
    const newest = await ctx.db.query("mailbox").withIndex("by_number").order("desc").first();
    const number = (newest?.number ?? 0) + 1;
    await ctx.db.insert("mailbox", { ...letter, number, sentAt: Date.now() });
    await deleteUpTo(ctx, number - KEPT_LETTERS);
    return null;
  },
});

async function deleteUpTo(ctx: MutationCtx, number: number) {
  const old = await ctx.db
    .query("mailbox")
    .withIndex("by_number", (q) => q.lte("number", number))
    .take(DELETED_AT_ONCE);
  for (const letter of old) await ctx.db.delete(letter._id);
}
