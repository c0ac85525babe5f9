import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { leaveProjects } from "../lifecycle/endMembership";

/** The next of very many projects of a former member. */
export const next = internalMutation({
  args: { organizationId: v.string(), userId: v.string(), until: v.number() },
  returns: v.null(),
  handler: async (ctx, left) => {
    await leaveProjects(ctx, left);
    return null;
  },
});
