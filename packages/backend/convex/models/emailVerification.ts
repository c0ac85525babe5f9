import { v } from "convex/values";
import { mutation } from "../_generated/server";
import { requireSession } from "../access/session";
import { accountPurpose, liveCode, sendCode, spendCode } from "../accounts/codes";
import { proveAddress } from "../accounts/proveAddress";

/** Proving the address of one's own account by a mailed code: after signing up, or before a copied link may be used. */

/**
 * Mails a code to the signed-in person, or with `unlessLive` only when the latest one does not work any more: the page that
 * asks for it calls this by itself. Refuses: not_signed_in, rate_limited (one a minute, five a day).
 */
export const requestCode = mutation({
  args: { unlessLive: v.optional(v.boolean()) },
  returns: v.null(),
  handler: async (ctx, { unlessLive = false }) => {
    const { user } = await requireSession(ctx);
    if (user.emailVerified) return null;
    const now = Date.now();
    const purpose = accountPurpose(user);
    if (unlessLive && (await liveCode(ctx, purpose, now))) return null;
    await sendCode(ctx, purpose, now);
    return null;
  },
});

/**
 * `verified` is false for a wrong, replaced or expired code, an answer because a wrong try has to be
 * counted. Refuses: not_signed_in, rate_limited (15 wrong codes in a day).
 */
export const confirm = mutation({
  args: { code: v.string() },
  returns: v.object({ verified: v.boolean() }),
  handler: async (ctx, { code }) => {
    const { user } = await requireSession(ctx);
    if (user.emailVerified) return { verified: true };
    const now = Date.now();
    const check = await spendCode(ctx, accountPurpose(user), code, now);
    if (check.kind === "wrong" || check.email !== user.email) return { verified: false };
    await proveAddress(ctx, user.id, "code", now);
    return { verified: true };
  },
});
