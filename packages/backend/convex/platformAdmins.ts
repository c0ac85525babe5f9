import { v } from "convex/values";
import { components } from "./_generated/api";
import { internalMutation, type MutationCtx } from "./_generated/server";
import { proveAddress } from "./accounts/proveAddress";
import type { User } from "./betterAuth/shapes";
import { pendingCodes } from "./lifecycle/pendingSignUp";
import { revokeOrphansEverywhere } from "./lifecycle/revokeOrphans";
import { recordAccountEvent } from "./records/accountEvents";
import { refuse } from "./refuse";
import { normalizeAddress } from "./rules/address";

/**
 * The waiting sign-ups at an address with their codes, as in `npx convex run platformAdmins:signUpCodes '{"email": …}'`: for the
 * first administrator of a deployment that mails nothing yet. The code proves the browser that signed up and not merely the
 * address, so nobody else who signed up with it is let in. Refuses: not_found, account_exists.
 */
export const signUpCodes = internalMutation({
  args: { email: v.string() },
  returns: v.array(
    v.object({ name: v.string(), began: v.string(), browser: v.string(), code: v.string() }),
  ),
  handler: async (ctx, args) => {
    const email = normalizeAddress(args.email);
    const user = await ctx.runQuery(components.betterAuth.accounts.byEmail, { email });
    if (user?.emailVerified) {
      const message = `${email} has an account with a proven address: sign in. No code opens it.`;
      refuse("account_exists", { message });
    }
    const waiting = await pendingCodes(ctx, email, Date.now());
    if (waiting.length === 0) {
      const message = "Nobody is signing up with this address. Sign up with it, then repeat this.";
      refuse("not_found", { message });
    }
    return waiting.map(({ beganAt, browser = "an unknown browser", ...pending }) => ({
      ...pending,
      began: new Date(beganAt).toISOString(),
      browser,
    }));
  },
});

/**
 * Who may create organizations while the product is closed. Internal: given and taken from the command
 * line only, as in `npx convex run platformAdmins:set '{"email": "ada@example.com", "isAdmin": true}'`.
 * Taking it revokes the open invitations that rested on it.
 * Refuses: not_found; verification_required, unless `trustUnverified` says that the account is the right person's, which
 * counts as the proof of its address.
 */
export const set = internalMutation({
  args: { email: v.string(), isAdmin: v.boolean(), trustUnverified: v.optional(v.boolean()) },
  returns: v.string(),
  handler: async (ctx, { email, isAdmin, trustUnverified = false }): Promise<string> => {
    const user = await ctx.runQuery(components.betterAuth.accounts.byEmail, {
      email: normalizeAddress(email),
    });
    if (!user) {
      refuse("not_found", {
        message:
          "Nobody has an account with this address. Sign up with it and enter the code first.",
      });
    }
    const now = Date.now();
    const needsTrust = isAdmin && !user.emailVerified;
    const account = needsTrust ? await accountInWords(ctx, user) : "";
    if (needsTrust && !trustUnverified) {
      refuse("verification_required", { message: `${account} ${HOW_TO_PROVE}` });
    }
    // Otherwise the mailed link of any invitation would take the account over, and the right would go with it.
    if (needsTrust) await proveAddress(ctx, user.id, "operator", now);
    await ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, {
      userId: user.id,
      isAdmin,
    });
    if (isAdmin !== user.platformAdmin) {
      const type = isAdmin ? "platformAdminGranted" : "platformAdminRevoked";
      await recordAccountEvent(ctx, user.id, { type, at: now, by: "operator" });
    }
    if (!isAdmin) await revokeOrphansEverywhere(ctx, { inviterId: user.id }, now);
    const answer = `${user.email} is ${isAdmin ? "now a" : "no longer a"} platform administrator.`;
    return needsTrust ? `${answer} ${account}` : answer;
  },
});

const HOW_TO_PROVE =
  'Nobody has proven its address, and anyone can have made it. Sign up with the address and enter the code, from the mail or from platformAdmins:signUpCodes: that makes the account yours. Only when you are certain whose it is, repeat with "trustUnverified": true.';

/** Enough to see that it is not one's own. */
async function accountInWords(ctx: MutationCtx, { id: userId, name }: User): Promise<string> {
  const madeAt = await ctx.runQuery(components.betterAuth.accounts.madeAt, { userId });
  return `The account is named ${JSON.stringify(name)} and was made at ${new Date(madeAt).toISOString()}.`;
}
