import { v } from "convex/values";
import { mutation } from "./_generated/server";

/** Marks an address as proven to belong to the account that has it. */
export const markVerified = mutation({
  args: { userId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { userId, now }) => {
    const id = ctx.db.normalizeId("user", userId);
    if (!id) throw new Error(`No user ${userId} to verify`);
    await ctx.db.patch(id, { emailVerified: true, updatedAt: now });
    return null;
  },
});
