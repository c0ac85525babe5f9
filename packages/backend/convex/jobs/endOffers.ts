import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { endOffersBeyond, endOffersEverywhere } from "../records/inviterAuthority";

/** The next batch of invitations whose inviter may not offer them any more. */
export const next = internalMutation({
  args: { organizationId: v.string(), inviterId: v.string(), by: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { by, ...inviter }) => {
    await endOffersBeyond(ctx, inviter, by, Date.now());
    return null;
  },
});

/** The next organization in which somebody may not offer what they did. */
export const everywhere = internalMutation({
  args: { inviterId: v.string(), after: v.string() },
  returns: v.null(),
  handler: async (ctx, from) => {
    await endOffersEverywhere(ctx, from, Date.now());
    return null;
  },
});
