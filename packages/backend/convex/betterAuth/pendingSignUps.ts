import { type Infer, v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { mutation, type QueryCtx, query } from "./_generated/server";
import { sweepOf } from "./expired";

/** Forms of the sign-up page that wait for the code that proves their address. */

const form = {
  email: v.string(),
  name: v.string(),
  passwordHash: v.string(),
  browser: v.optional(v.string()),
  expiresAt: v.number(),
};

const vPendingSignUp = v.object({ id: v.string(), beganAt: v.number(), ...form });
export type PendingSignUp = Infer<typeof vPendingSignUp>;

/** A new one, or the one that the browser has for the same address already, whose mailed code stays good. */
export const put = mutation({
  args: { id: v.optional(v.string()), ...form },
  returns: v.string(),
  handler: async (ctx, { id, ...form }) => {
    const before = id === undefined ? null : await byId(ctx, id);
    if (before?.email !== form.email) return await ctx.db.insert("pendingSignUps", form);
    await ctx.db.replace(before._id, form);
    return before._id;
  },
});

export const find = query({
  args: { id: v.string() },
  returns: v.union(v.null(), vPendingSignUp),
  handler: async (ctx, { id }) => {
    const row = await byId(ctx, id);
    return row && toPendingSignUp(row);
  },
});

/** Those at an address that still wait, the newest first. */
export const atAddress = query({
  args: { email: v.string(), now: v.number(), limit: v.number() },
  returns: v.array(vPendingSignUp),
  handler: async (ctx, { email, now, limit }) => {
    const rows = await ctx.db
      .query("pendingSignUps")
      .withIndex("email", (q) => q.eq("email", email))
      .order("desc")
      .take(limit);
    return rows.filter(({ expiresAt }) => expiresAt > now).map(toPendingSignUp);
  },
});

export const remove = mutation({
  args: { id: v.string() },
  returns: v.null(),
  handler: async (ctx, { id }) => {
    const row = await byId(ctx, id);
    if (row) await ctx.db.delete(row._id);
    return null;
  },
});

export const sweep = sweepOf("pendingSignUps");

async function byId(ctx: QueryCtx, pendingId: string): Promise<Doc<"pendingSignUps"> | null> {
  const id = ctx.db.normalizeId("pendingSignUps", pendingId);
  return id && (await ctx.db.get(id));
}

function toPendingSignUp({ _id, _creationTime, ...row }: Doc<"pendingSignUps">): PendingSignUp {
  return { id: _id, beganAt: _creationTime, ...row };
}
