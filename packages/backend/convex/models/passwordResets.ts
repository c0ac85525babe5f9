import { v } from "convex/values";
import { query } from "../_generated/server";
import { hashOfToken } from "../records/links";
import { findReset, pathOfWayBack } from "../records/passwordResets";

/**
 * What the page of a mailed link to set a password shows to whoever has its token. Changes nothing: mail scanners open links.
 * An ended link still says what its letter said, so that its page can offer the next one.
 */
export const check = query({
  args: { token: v.string() },
  returns: v.union(
    v.object({ status: v.literal("valid"), email: v.string() }),
    v.object({
      status: v.literal("ended"),
      email: v.optional(v.string()),
      /** A path of the app, without any token. */
      next: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { token }) => {
    const tokenHash = hashOfToken(token);
    const found = tokenHash === undefined ? null : await findReset(ctx, tokenHash, Date.now());
    if (!found) return { status: "ended" as const };
    const { email, account, wayBack } = found;
    if (account) return { status: "valid" as const, email };
    return { status: "ended" as const, email, next: pathOfWayBack(wayBack, { withToken: false }) };
  },
});
