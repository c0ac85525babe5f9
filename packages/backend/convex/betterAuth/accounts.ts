import { v } from "convex/values";
import { mutation, query } from "./_generated/server";
import { toUser, vUser } from "./rows";

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

export const setPlatformAdmin = mutation({
  args: { userId: v.string(), isAdmin: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { userId, isAdmin }) => {
    const id = ctx.db.normalizeId("user", userId);
    if (!id) throw new Error(`No user ${userId} to make a platform admin`);
    await ctx.db.patch(id, { platformAdmin: isAdmin });
    return null;
  },
});

export const byEmail = query({
  args: { email: v.string() },
  returns: v.union(v.null(), vUser),
  handler: async (ctx, { email }) => {
    const user = await ctx.db
      .query("user")
      .withIndex("email_name", (q) => q.eq("email", email))
      .first();
    return user && toUser(user);
  },
});

/** People by id, each once; unknown ids are left out. */
export const byIds = query({
  args: { userIds: v.array(v.string()) },
  returns: v.array(vUser),
  handler: async (ctx, { userIds }) => {
    const users = [];
    for (const userId of new Set(userIds)) {
      const id = ctx.db.normalizeId("user", userId);
      const user = id && (await ctx.db.get(id));
      if (user) users.push(toUser(user));
    }
    return users;
  },
});
