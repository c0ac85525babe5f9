import { v } from "convex/values";
import { mutation } from "../_generated/server";
import { requireSession } from "../access/session";
import { accountPurpose, sendCode, spendCode } from "../accounts/codes";
import { proveAddress } from "../accounts/proveAddress";

/** Proving the address of one's own account by a mailed code: after signing up, or before a copied link may be used. */

/** Mails a code to the signed-in person. Refuses: not_signed_in, rate_limited (one a minute, five a day). */
export const requestCode = mutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { user } = await requireSession(ctx);
    if (user.emailVerified) return null;
    await sendCode(ctx, accountPurpose(user), Date.now());
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
