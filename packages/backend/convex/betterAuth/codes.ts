import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { type MutationCtx, mutation, type QueryCtx, query } from "./_generated/server";
import { sweepOf } from "./expired";

/** Rows of codes on their way to a mailbox. The code itself is derived by the app, never kept. */

const vCode = v.object({
  id: v.string(),
  email: v.string(),
  attemptsLeft: v.number(),
  expiresAt: v.number(),
});

/** A new code for a subject; the one before stops working. */
export const replace = mutation({
  args: {
    subject: v.string(),
    email: v.string(),
    attempts: v.number(),
    expiresAt: v.number(),
  },
  returns: v.string(),
  handler: async (ctx, { subject, email, attempts, expiresAt }) => {
    const before = await bySubject(ctx, subject);
    if (before) await ctx.db.delete(before._id);
    return await ctx.db.insert("verificationCodes", {
      subject,
      email,
      attemptsLeft: attempts,
      expiresAt,
    });
  },
});

export const find = query({
  args: { subject: v.string() },
  returns: v.union(v.null(), vCode),
  handler: async (ctx, { subject }) => {
    const row = await bySubject(ctx, subject);
    return row && toCode(row);
  },
});

/** The address a code goes to, for the mail that carries it. */
export const byId = query({
  args: { codeId: v.string() },
  returns: v.union(v.null(), vCode),
  handler: async (ctx, { codeId }) => {
    const id = ctx.db.normalizeId("verificationCodes", codeId);
    const row = id && (await ctx.db.get(id));
    return row && toCode(row);
  },
});

/** Lets a code live until then, when it still exists and would die earlier; never for longer after it was asked for. */
export const renew = mutation({
  args: { codeId: v.string(), expiresAt: v.number(), atMostMs: v.number() },
  returns: v.null(),
  handler: async (ctx, { codeId, expiresAt: wanted, atMostMs }) => {
    const id = ctx.db.normalizeId("verificationCodes", codeId);
    const row = id && (await ctx.db.get(id));
    if (!row) return null;
    const expiresAt = Math.min(wanted, row._creationTime + atMostMs);
    if (expiresAt > row.expiresAt) await ctx.db.patch(row._id, { expiresAt });
    return null;
  },
});

export const countWrongAttempt = mutation({
  args: { codeId: v.string() },
  returns: v.null(),
  handler: async (ctx, { codeId }) => {
    const row = await requireCode(ctx, codeId);
    if (row.attemptsLeft <= 1) await ctx.db.delete(row._id);
    else await ctx.db.patch(row._id, { attemptsLeft: row.attemptsLeft - 1 });
    return null;
  },
});

export const remove = mutation({
  args: { codeId: v.string() },
  returns: v.null(),
  handler: async (ctx, { codeId }) => {
    await ctx.db.delete((await requireCode(ctx, codeId))._id);
    return null;
  },
});

export const sweep = sweepOf("verificationCodes");

async function bySubject(ctx: QueryCtx, subject: string) {
  return await ctx.db
    .query("verificationCodes")
    .withIndex("subject", (q) => q.eq("subject", subject))
    .first();
}

async function requireCode(ctx: MutationCtx, codeId: string): Promise<Doc<"verificationCodes">> {
  const id = ctx.db.normalizeId("verificationCodes", codeId);
  const row = id && (await ctx.db.get(id));
  if (!row) throw new Error(`No verification code ${codeId}`);
  return row;
}

function toCode({ _id, email, attemptsLeft, expiresAt }: Doc<"verificationCodes">) {
  return { id: _id, email, attemptsLeft, expiresAt };
}
