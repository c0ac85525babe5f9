import { v } from "convex/values";
import { components } from "./_generated/api";
import { internalMutation } from "./_generated/server";
import { refuse } from "./access/refuse";
import { normalizeAddress } from "./rules/address";

/**
 * Who may create organizations while the product is closed. Internal: given and taken from the command
 * line only, as in `npx convex run platformAdmins:set '{"email": "ada@example.com", "isAdmin": true}'`.
 */
export const set = internalMutation({
  args: { email: v.string(), isAdmin: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { email, isAdmin }): Promise<null> => {
    const user = await ctx.runQuery(components.betterAuth.accounts.byEmail, {
      email: normalizeAddress(email),
    });
    if (!user) refuse("not_found");
    await ctx.runMutation(components.betterAuth.accounts.setPlatformAdmin, {
      userId: user.id,
      isAdmin,
    });
    return null;
  },
});
