import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { revokeOrphans, revokeOrphansEverywhere } from "../lifecycle/revokeOrphans";

/** The next batch of pending invitations whose inviter could not make them any more. */
export const next = internalMutation({
  args: { organizationId: v.string(), inviterId: v.string(), by: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { by, ...inviter }) => {
    await revokeOrphans(ctx, inviter, by, Date.now());
    return null;
  },
});

/** The next organization that a former platform admin invited to. */
export const everywhere = internalMutation({
  args: { inviterId: v.string(), after: v.string() },
  returns: v.null(),
  handler: async (ctx, from) => {
    await revokeOrphansEverywhere(ctx, from, Date.now());
    return null;
  },
});
