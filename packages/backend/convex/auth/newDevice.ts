import { v } from "convex/values";
import { components } from "../_generated/api";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { isLeft, spend } from "../access/actionLimits";
import { trailRetentionDays } from "../environment";
import { newDevice } from "../letters/newDevice";
import { queueLetter } from "../letters/queue";
import { isFirstSignIn } from "../rules/signIns";
import { DAY } from "../rules/time";

/**
 * Tells a person that somebody has just signed in to their account on a device that it did not know. Before the device is
 * given its cookie: one that is known has been told of.
 */
export const tell = internalMutation({
  args: { email: v.string(), browser: v.string() },
  returns: v.null(),
  handler: async (ctx, { email, browser }) => {
    const user = await ctx.runQuery(components.betterAuth.accounts.byEmail, { email });
    const now = Date.now();
    if (!user) return null;
    // Whoever proves an address is known on the device that they do it on. Before that no device may be known.
    if (!user.emailVerified && (await isFirst(ctx, user, now))) return null;
    // Whoever has the password could send as many as they sign in; the trail has every sign-in all the same.
    if (!(await isLeft(ctx, "newDeviceMail", user.id))) return null;
    await spend(ctx, "newDeviceMail", user.id);
    await queueLetter(ctx, newDevice, user.email, { userId: user.id, at: now, browser });
    return null;
  },
});

async function isFirst(
  ctx: MutationCtx,
  { id, email }: { id: string; email: string },
  now: number,
): Promise<boolean> {
  const credential = await ctx.runQuery(components.betterAuth.accounts.credentialOf, { email });
  if (!credential) return false;
  const signIns = await ctx.db
    .query("accountEvents")
    .withIndex("by_user_type", (q) =>
      q.eq("userId", id).eq("type", "signedIn").gte("at", credential.createdAt),
    )
    // The one that has just been, and one before it.
    .take(2);
  return isFirstSignIn({
    signIns: signIns.length,
    passwordSetAt: credential.createdAt,
    trailSince: now - trailRetentionDays() * DAY,
  });
}
