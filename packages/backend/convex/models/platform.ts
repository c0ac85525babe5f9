import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { components } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { query } from "../_generated/server";
import { requirePlatformAdmin } from "../access/session";
import { failedMailOf, vFailedMail } from "../answers/failedMail";
import { rowsOf } from "../answers/invitationRow";
import { vPlatformInvitationRow } from "../answers/shapes";
import { pageOf, vPageOf } from "../betterAuth/pages";
import { vInvitationStatus } from "../betterAuth/shapes";
import { unwrapped } from "../rules/address";
import schema from "../schema";

/**
 * What platform admins see across organizations. They manage what they find with models/invitations,
 * which lets them in everywhere. Refuses: not_signed_in, not_allowed.
 */

/** A page of every organization, newest first; with `search`, by the start of its slug. */
export const organizations = query({
  args: { search: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      id: v.string(),
      name: v.string(),
      slug: v.string(),
      logo: v.optional(v.string()),
      createdAt: v.number(),
    }),
  ),
  handler: async (ctx, { search, paginationOpts }) => {
    await requirePlatformAdmin(ctx);
    const { page, ...rest } = await ctx.runQuery(components.betterAuth.organizations.page, {
      search: search?.trim().toLowerCase() || undefined,
      paginationOpts,
    });
    return { ...rest, page: page.map(({ policy: _, ...organization }) => organization) };
  },
});

/** A page of every organization's invitations, newest first; with `search`, by the start of an address. */
export const invitations = query({
  args: {
    status: v.optional(vInvitationStatus),
    search: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  returns: vPageOf(vPlatformInvitationRow),
  handler: async (ctx, { status, search, paginationOpts }) => {
    await requirePlatformAdmin(ctx);
    const found = await ctx.runQuery(components.betterAuth.invitationLists.everywhere, {
      status,
      search: unwrapped(search ?? "") || undefined,
      paginationOpts,
    });
    const organizations = await ctx.runQuery(components.betterAuth.organizations.byIds, {
      organizationIds: found.page.map(({ organizationId }) => organizationId),
    });
    const places = new Map(
      organizations.map(({ id, name, slug }) => [id, { id, name, slug }] as const),
    );
    const organizationOf = new Map(
      found.page.map(({ id, organizationId }) => [id, places.get(organizationId)] as const),
    );
    return {
      ...found,
      page: rowsOf(found.page, status, Date.now()).flatMap((row) => {
        const organization = organizationOf.get(row.id);
        return organization ? [{ ...row, organization }] : [];
      }),
    };
  },
});

/** A page of the mail that was given up, of every organization, newest first. */
export const failedMail = query({
  args: { paginationOpts: paginationOptsValidator },
  returns: vPageOf(vFailedMail),
  handler: async (ctx, { paginationOpts }) => {
    await requirePlatformAdmin(ctx);
    const { page, ...rest } = await pageOf<Doc<"outgoingMail">>(
      paginator(ctx.db, schema)
        .query("outgoingMail")
        .withIndex("by_status_delete", (q) => q.eq("status", "failed"))
        .order("desc"),
      paginationOpts,
    );
    return { ...rest, page: await failedMailOf(ctx, page) };
  },
});
