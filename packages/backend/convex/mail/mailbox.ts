import { v } from "convex/values";
import { internalMutation, type MutationCtx } from "../_generated/server";

const KEPT_LETTERS = 500;
/** As many as come would do; more lets the mailbox shrink soon after KEPT_LETTERS does. */
const DELETED_BESIDE = 10;

/** Puts letters into the development mailbox, once per key, and lets the oldest go. */
export const keep = internalMutation({
  args: {
    letters: v.array(
      v.object({
        idempotencyKey: v.string(),
        to: v.string(),
        subject: v.string(),
        html: v.string(),
        text: v.string(),
      }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { letters }) => {
    const newest = await ctx.db.query("mailbox").withIndex("by_number").order("desc").first();
    const sentAt = Date.now();
    let number = newest?.number ?? 0;
    for (const letter of letters) {
      const known = await ctx.db
        .query("mailbox")
        .withIndex("by_key", (q) => q.eq("idempotencyKey", letter.idempotencyKey))
        .unique();
      if (known) continue;
      number++;
      await ctx.db.insert("mailbox", { ...letter, number, sentAt });
    }
    await deleteUpTo(ctx, number - KEPT_LETTERS, letters.length + DELETED_BESIDE);
    return null;
  },
});

async function deleteUpTo(ctx: MutationCtx, number: number, atMost: number) {
  const old = await ctx.db
    .query("mailbox")
    .withIndex("by_number", (q) => q.lte("number", number))
    .take(atMost);
  for (const letter of old) await ctx.db.delete(letter._id);
}
