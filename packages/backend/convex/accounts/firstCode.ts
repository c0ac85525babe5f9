import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { accountPurpose, mayGetCode, sendCode } from "./codes";

/**
 * The code that a new account proves its address with. An address that got its codes already gets none: the account is
 * there all the same, and its owner can ask for another code as soon as one may be sent.
 */
export const mail = internalMutation({
  args: { userId: v.string(), email: v.string() },
  returns: v.null(),
  handler: async (ctx, { userId, email }) => {
    if (await mayGetCode(ctx, email)) {
      await sendCode(ctx, accountPurpose({ id: userId, email }), Date.now());
    }
    return null;
  },
});
