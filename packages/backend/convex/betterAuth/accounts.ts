import { type Infer, v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { mutation, type QueryCtx, query } from "./_generated/server";
import { toUser } from "./rows";
import { vUser } from "./shapes";

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

export const madeAt = query({
  args: { userId: v.string() },
  returns: v.number(),
  handler: async (ctx, { userId }) => {
    const id = ctx.db.normalizeId("user", userId);
    const user = id && (await ctx.db.get(id));
    if (!user) throw new Error(`No user ${userId}`);
    return user.createdAt;
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

export const vEndedSessions = v.union(
  v.object({ kind: v.literal("all") }),
  v.object({ kind: v.union(v.literal("one"), v.literal("others")), token: v.string() }),
  /** The oldest, until so many are left. */
  v.object({ kind: v.literal("tooMany"), left: v.number() }),
);

/** Ends sessions of one account, and each that is meant; answers how many of them had not expired. */
export const endSessions = mutation({
  args: { userId: v.string(), which: vEndedSessions, now: v.number() },
  returns: v.number(),
  handler: async (ctx, { userId, which, now }) => {
    const sessions = await ctx.db
      .query("session")
      .withIndex("userId", (q) => q.eq("userId", userId))
      // Bounded by room that is made whenever one is added: see auth/sessionEnds.ts.
      .collect();
    const ended = endedOf(sessions, which);
    for (const { _id } of ended) await ctx.db.delete(_id);
    return ended.filter(({ expiresAt }) => expiresAt > now).length;
  },
});

/** Of an account's sessions, the oldest first. */
function endedOf(sessions: Doc<"session">[], which: Infer<typeof vEndedSessions>) {
  switch (which.kind) {
    case "all":
      return sessions;
    case "one":
      return sessions.filter(({ token }) => token === which.token);
    case "others":
      return sessions.filter(({ token }) => token !== which.token);
    case "tooMany":
      return sessions.slice(0, Math.max(0, sessions.length - which.left));
    default:
      return which satisfies never;
  }
}

const vCredential = v.object({ id: v.string(), createdAt: v.number(), changedAt: v.number() });

/** What a request that makes a session began with. */
export const vSessionStart = v.object({
  kind: v.union(v.literal("signIn"), v.literal("changePassword")),
  credential: v.union(v.null(), vCredential),
});

/** The password of an address, without the password: which row, since when it is there, and when it last changed. */
export const credentialOf = query({
  args: { email: v.string() },
  returns: v.union(v.null(), vCredential),
  handler: async (ctx, { email }) => {
    const user = await userByEmail(ctx, email);
    // Looked up for nobody as well, so that it takes as long.
    const credential = await credentialRowOf(ctx, user?._id ?? "");
    if (!credential) return null;
    const { _id, createdAt, updatedAt } = credential;
    return { id: _id, createdAt, changedAt: updatedAt };
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

export async function credentialRowOf(ctx: QueryCtx, userId: string) {
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
