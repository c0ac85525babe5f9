import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { vAdministratorsFrom } from "../betterAuth/rows";
import { tellNextAdministrators } from "../records/requestNotices";

/** The next batch of those who hear of a request. */
export const next = internalMutation({
  args: { requestId: v.id("invitationRequests"), from: vAdministratorsFrom },
  returns: v.null(),
  handler: async (ctx, { requestId, from }) => {
    const request = await ctx.db.get(requestId);
    if (request) await tellNextAdministrators(ctx, request, from);
    return null;
  },
});
