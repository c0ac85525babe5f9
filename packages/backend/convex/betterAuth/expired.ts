import { v } from "convex/values";
import { mutation } from "./_generated/server";

/** Tables whose rows are of no use after `expiresAt`. */
type Expiring = "verificationCodes" | "pendingSignUps" | "passwordResets";

/** A function that deletes rows whose moment was `keptForMs` ago, at most `limit`; answers how many. */
export function sweepOf(table: Expiring, keptForMs = 0) {
  return mutation({
    args: { now: v.number(), limit: v.number() },
    returns: v.number(),
    handler: async (ctx, { now, limit }) => {
      const old = await ctx.db
        .query(table)
        .withIndex("expiresAt", (q) => q.lte("expiresAt", now - keptForMs))
        .take(limit);
      for (const { _id } of old) await ctx.db.delete(_id);
      return old.length;
    },
  });
}
