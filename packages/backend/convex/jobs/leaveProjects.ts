import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { leaveProjects } from "../records/projects";

/** The next of very many projects of somebody who left an organization. */
export const next = internalMutation({
  args: { organizationId: v.string(), userId: v.string(), until: v.number() },
  returns: v.null(),
  handler: async (ctx, left) => {
    await leaveProjects(ctx, left);
    return null;
  },
});
