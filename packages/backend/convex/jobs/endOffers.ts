import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { endOffersBeyond } from "../records/inviterAuthority";

/** The next batch of invitations whose inviter may not offer them any more. */
export const next = internalMutation({
  args: { organizationId: v.string(), inviterId: v.string(), by: v.string() },
  returns: v.null(),
  handler: async (ctx, { by, ...inviter }) => {
    await endOffersBeyond(ctx, inviter, by, Date.now());
    return null;
  },
});
