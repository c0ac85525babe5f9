import { v } from "convex/values";
import { mutation, type QueryCtx, query } from "./_generated/server";
import { toUser } from "./rows";
import { vUser } from "./shapes";

/** More devices than one person has. */
const MAX_SESSIONS = 50;

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

/**
 * Ends the oldest sessions of an account that is about to get one more. Ending all of them, as when an
 * account changes hands or a member goes, is then bounded work in one transaction.
 */
export const makeRoomForSession = mutation({
  args: { userId: v.string() },
  returns: v.null(),
  handler: async (ctx, { userId }) => {
    const sessions = await ctx.db
      .query("session")
      .withIndex("userId", (q) => q.eq("userId", userId))
      .take(2 * MAX_SESSIONS);
    for (const { _id } of sessions.slice(0, Math.max(0, sessions.length - MAX_SESSIONS + 1))) {
      await ctx.db.delete(_id);
    }
    return null;
  },
});

const vCredential = v.object({ id: v.string(), changedAt: v.number() });

/** What a request that makes a session began with. */
export const vSessionStart = v.object({
  kind: v.union(v.literal("signIn"), v.literal("changePassword")),
  credential: v.union(v.null(), vCredential),
});

/** The password of an address, without the password: which row, and when it last changed. */
export const credentialOf = query({
  args: { email: v.string() },
  returns: v.union(v.null(), vCredential),
  handler: async (ctx, { email }) => {
    const user = await userByEmail(ctx, email);
    // Looked up for nobody as well, so that it takes as long.
    const credential = await credentialRowOf(ctx, user?._id ?? "");
    return credential ? { id: credential._id, changedAt: credential.updatedAt } : null;
  },
});

/** Ends a session that was made from what has been replaced meanwhile, and answers whether it was. */
export const endIfOvertaken = mutation({
  args: { userId: v.string(), token: v.string(), start: vSessionStart },
  returns: v.boolean(),
  handler: async (ctx, { userId, token, start }) => {
    const credential = await credentialRowOf(ctx, userId);
    const isSame =
      credential?._id === start.credential?.id &&
      (start.kind === "changePassword" || credential?.updatedAt === start.credential?.changedAt);
    if (isSame) return false;
    const session = await ctx.db
      .query("session")
      .withIndex("token", (q) => q.eq("token", token))
      .unique();
    if (session) await ctx.db.delete(session._id);
    return true;
  },
});

async function userByEmail(ctx: QueryCtx, email: string) {
  return await ctx.db
    .query("user")
    .withIndex("email_name", (q) => q.eq("email", email))
    .first();
}

async function credentialRowOf(ctx: QueryCtx, userId: string) {
  const accounts = await ctx.db
    .query("account")
    .withIndex("userId", (q) => q.eq("userId", userId))
    .take(10);
  return accounts.find(({ providerId }) => providerId === "credential");
}

export const byEmail = query({
  args: { email: v.string() },
  returns: v.union(v.null(), vUser),
  handler: async (ctx, { email }) => {
    const user = await userByEmail(ctx, email);
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
