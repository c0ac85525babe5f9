import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { mutation, query } from "../_generated/server";
import { requireActingRole } from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { blockOf, liftBlock } from "../records/blocks";
import { recordEvent, userActor } from "../records/events";
import { normalizeAddress } from "../rules/address";
import { canDecideRequests } from "../rules/roles";
import schema from "../schema";

/**
 * Addresses that an organization takes no more requests from; denying one with a block puts its address here. For owners,
 * admins and platform admins.
 */

/** A page by address. Refuses: not_signed_in, not_found, not_allowed. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      email: v.string(),
      blockedAt: v.number(),
      blockedBy: v.object({ id: v.string(), name: v.string() }),
      reason: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    await requireActingRole(ctx, organizationId, canDecideRequests);
    const { page, ...rest } = await pageOf(
      paginator(ctx.db, schema)
        .query("blockedAddresses")
        .withIndex("by_organization_email", (q) => q.eq("organizationId", organizationId)),
      paginationOpts,
    );
    return {
      ...rest,
      page: page.map(({ email, blockedAt, blockedBy, reason }) => ({
        email,
        blockedAt,
        blockedBy,
        reason,
      })),
    };
  },
});

/** Requests of the address are taken again; an address that is not blocked changes nothing. Refuses: not_signed_in, not_found, not_allowed. */
export const lift = mutation({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.null(),
  handler: async (ctx, { organizationId, email }) => {
    const { user } = await requireActingRole(ctx, organizationId, canDecideRequests);
    const block = await blockOf(ctx, { organizationId, email: normalizeAddress(email) });
    if (!block) return null;
    await liftBlock(ctx, block);
    await recordEvent(
      ctx,
      { organizationId },
      {
        type: "unblocked",
        at: Date.now(),
        actor: userActor(user),
        detail: { email: block.email },
      },
    );
    return null;
  },
});
