import { v } from "convex/values";
import { query } from "../_generated/server";
import { lettersLeftFor } from "../access/recipients";
import { requireActingRole } from "../access/session";
import { normalizeAddress } from "../rules/address";
import { canInvite } from "../rules/roles";

/**
 * How many invitations, re-invitations and reminders the organization may still send to an address; asked where one is about
 * to be sent. Refuses: not_signed_in, not_found, not_allowed.
 */
export const lettersLeft = query({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.object({
    left: v.number(),
    /** With none left: when the next may go, in ms since the epoch. */
    nextAt: v.optional(v.number()),
  }),
  handler: async (ctx, { organizationId, email }) => {
    await requireActingRole(ctx, organizationId, canInvite);
    const address = normalizeAddress(email);
    return await lettersLeftFor(ctx, { organizationId, email: address }, Date.now());
  },
});
