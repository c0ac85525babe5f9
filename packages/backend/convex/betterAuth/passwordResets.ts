import { type Infer, v } from "convex/values";
import { isResetLive } from "../rules/passwordReset";
import { DAY } from "../rules/time";
import type { Doc } from "./_generated/dataModel";
import { mutation, type QueryCtx, query } from "./_generated/server";
import { credentialRowOf } from "./accounts";
import { sweepOf } from "./expired";
import { toUser } from "./rows";
import { vCredentialVersion, vUser, vWayBack } from "./shapes";

/** Rows of mailed links that set a password anew. The token itself is derived by the app, never kept. */

/** How long the page of an ended link still knows whose it was. */
const KEPT_AFTER_EXPIRY_MS = DAY;

const vPasswordReset = v.object({
  id: v.string(),
  email: v.string(),
  expiresAt: v.number(),
  wayBack: v.optional(vWayBack),
  /** Whose password it sets; null once it sets none. */
  account: v.union(v.null(), vUser),
});
export type PasswordReset = Infer<typeof vPasswordReset>;

/** A new one, still without its hash; the one before stops working. */
export const replace = mutation({
  args: {
    userId: v.string(),
    email: v.string(),
    credential: vCredentialVersion,
    expiresAt: v.number(),
    wayBack: v.optional(vWayBack),
    now: v.number(),
  },
  returns: v.string(),
  handler: async (ctx, { now, ...reset }) => {
    const before = await unendedOf(ctx, reset.userId);
    if (before) await ctx.db.patch(before._id, { endedAt: now });
    return await ctx.db.insert("passwordResets", { ...reset, tokenHash: "" });
  },
});

/** The hash that a new row waits for, in the transaction that made it. */
export const setHash = mutation({
  args: { resetId: v.string(), tokenHash: v.string() },
  returns: v.null(),
  handler: async (ctx, { resetId, tokenHash }) => {
    const row = await rowById(ctx, resetId);
    if (!row) throw new Error(`No password reset ${resetId} to give a hash to`);
    await ctx.db.patch(row._id, { tokenHash });
    return null;
  },
});

export const find = query({
  args: { tokenHash: v.string(), now: v.number() },
  returns: v.union(v.null(), vPasswordReset),
  handler: async (ctx, { tokenHash, now }) => {
    const row = await ctx.db
      .query("passwordResets")
      .withIndex("tokenHash", (q) => q.eq("tokenHash", tokenHash))
      .unique();
    return row && (await toPasswordReset(ctx, row, now));
  },
});

/** For the mail that carries its link. */
export const byId = query({
  args: { resetId: v.string(), now: v.number() },
  returns: v.union(v.null(), vPasswordReset),
  handler: async (ctx, { resetId, now }) => {
    const row = await rowById(ctx, resetId);
    return row && (await toPasswordReset(ctx, row, now));
  },
});

export const end = mutation({
  args: { resetId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { resetId, now }) => {
    const row = await rowById(ctx, resetId);
    if (!row) throw new Error(`No password reset ${resetId} to end`);
    await ctx.db.patch(row._id, { endedAt: now });
    return null;
  },
});

export const sweep = sweepOf("passwordResets", KEPT_AFTER_EXPIRY_MS);

async function unendedOf(ctx: QueryCtx, userId: string) {
  return await ctx.db
    .query("passwordResets")
    .withIndex("userId_endedAt", (q) => q.eq("userId", userId).eq("endedAt", undefined))
    .unique();
}

async function rowById(ctx: QueryCtx, resetId: string): Promise<Doc<"passwordResets"> | null> {
  const id = ctx.db.normalizeId("passwordResets", resetId);
  return id && (await ctx.db.get(id));
}

async function toPasswordReset(
  ctx: QueryCtx,
  row: Doc<"passwordResets">,
  now: number,
): Promise<PasswordReset> {
  const userId = ctx.db.normalizeId("user", row.userId);
  const user = userId && (await ctx.db.get(userId));
  const credential = user && (await credentialRowOf(ctx, user._id));
  const account = user && {
    email: user.email,
    credential: credential && { id: credential._id, changedAt: credential.updatedAt },
  };
  const { _id, email, expiresAt, wayBack } = row;
  return {
    id: _id,
    email,
    expiresAt,
    ...(wayBack && { wayBack }),
    account: user && isResetLive(row, account, now) ? toUser(user) : null,
  };
}
