import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { mutation, query } from "../_generated/server";
import { requireActingRole } from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { recordEvent, userActor } from "../records/events";
import { allowMail, undeliverableAt } from "../records/undeliverable";
import { normalizeAddress } from "../rules/address";
import { canInvite } from "../rules/roles";
import schema from "../schema";
import { vUndeliverableKind } from "../shapes";

/**
 * Addresses that an organization mails no more, because mail there came back for good or was marked as spam. For owners, admins
 * and platform admins.
 */

/** A page by address. Refuses: not_signed_in, not_found, not_allowed. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      email: v.string(),
      kind: vUndeliverableKind,
      at: v.number(),
      reason: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    await requireActingRole(ctx, organizationId, canInvite);
    const { page, ...rest } = await pageOf(
      paginator(ctx.db, schema)
        .query("undeliverableAddresses")
        .withIndex("by_organization_email", (q) => q.eq("organizationId", organizationId)),
      paginationOpts,
    );
    return {
      ...rest,
      page: page.map(({ email, kind, at, reason }) => ({ email, kind, at, reason })),
    };
  },
});

/**
 * Mail to the address is allowed again, until it comes back once more; nothing is sent by this. An address that is not
 * undeliverable changes nothing. Refuses: not_signed_in, not_found, not_allowed.
 */
export const allow = mutation({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.null(),
  handler: async (ctx, { organizationId, email }) => {
    const { user } = await requireActingRole(ctx, organizationId, canInvite);
    const place = { organizationId, email: normalizeAddress(email) };
    const stop = await undeliverableAt(ctx, place);
    if (!stop) return null;
    await allowMail(ctx, stop);
    await recordEvent(
      ctx,
      { organizationId },
      {
        type: "mailAllowed",
        at: Date.now(),
        actor: userActor(user),
        detail: { email: stop.email, kind: stop.kind },
      },
    );
    return null;
  },
});
