import { v } from "convex/values";
import { components } from "./_generated/api";
import { internalMutation } from "./_generated/server";
import { proveAddress } from "./accounts/proveAddress";
import { revokeOrphansEverywhere } from "./lifecycle/revokeOrphans";
import { recordAccountEvent } from "./records/accountEvents";
import { refuse } from "./refuse";
import { normalizeAddress } from "./rules/address";

const UNPROVEN =
  'Nobody has proven that this address is theirs, and anyone can have made the account. Let them sign in and enter the mailed code first; when the account is the one that you made yourself, repeat with "trustUnverified": true.';

/**
 * Who may create organizations while the product is closed. Internal: given and taken from the command
 * line only, as in `npx convex run platformAdmins:set '{"email": "ada@example.com", "isAdmin": true}'`.
 * Taking it revokes the open invitations that rested on it.
 * Refuses: not_found; verification_required, unless `trustUnverified` says whose the account is, which counts as
 * the proof of its address: on a deployment without mail the first administrator has no other.
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
        message: "Nobody has an account with this address. Sign up with it first.",
      });
    }
    if (isAdmin && !user.emailVerified && !trustUnverified) {
      refuse("verification_required", { message: UNPROVEN });
    }
    const now = Date.now();
    // Otherwise the mailed link of any invitation would take the account over, and the right would go with it.
    if (isAdmin && !user.emailVerified) await proveAddress(ctx, user.id, "operator", now);
    await ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, {
      userId: user.id,
      isAdmin,
    });
    if (isAdmin !== user.platformAdmin) {
      const type = isAdmin ? "platformAdminGranted" : "platformAdminRevoked";
      await recordAccountEvent(ctx, user.id, { type, at: now, by: "operator" });
    }
    if (!isAdmin) await revokeOrphansEverywhere(ctx, { inviterId: user.id }, now);
    return `${user.email} is ${isAdmin ? "now a" : "no longer a"} platform administrator.`;
  },
});
