import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { vAdministratorsFrom } from "../betterAuth/shapes";
import { announceToNextAdministrators } from "../lifecycle/announce";

/** The next batch of owners and admins who hear of a request. */
export const next = internalMutation({
  args: { requestId: v.id("invitationRequests"), from: vAdministratorsFrom },
  returns: v.null(),
  handler: async (ctx, { requestId, from }) => {
    const request = await ctx.db.get(requestId);
    if (request) await announceToNextAdministrators(ctx, request, from);
    return null;
  },
});
