import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import type { Doc } from "./_generated/dataModel";
import { mutation, query } from "./_generated/server";
import { organizationById } from "./caller";
import { endOfPrefix, pageOf, vPageOf, vPageRequest } from "./pages";
import { toOrganization } from "./rows";
import schema from "./schema";
import { vOrganization, vStoredPolicy } from "./shapes";

export const bySlug = query({
  args: { slug: v.string() },
  returns: v.union(v.null(), vOrganization),
  handler: async (ctx, { slug }) => {
    const organization = await ctx.db
      .query("organization")
      .withIndex("slug", (q) => q.eq("slug", slug))
      .first();
    return organization && toOrganization(organization);
  },
});

/**
 * A new organization with its first owner, active in the owner's session. Expects a slug that
 * `bySlug` did not find in the same transaction.
 */
export const create = mutation({
  args: {
    name: v.string(),
    slug: v.string(),
    ownerId: v.string(),
    sessionId: v.optional(v.string()),
    now: v.number(),
  },
  returns: v.string(),
  handler: async (ctx, { name, slug, ownerId, sessionId, now }) => {
    const organizationId = await ctx.db.insert("organization", { name, slug, createdAt: now });
    await ctx.db.insert("member", {
      organizationId,
      userId: ownerId,
      role: "owner",
      createdAt: now,
    });
    const session = sessionId === undefined ? null : ctx.db.normalizeId("session", sessionId);
    if (session) await ctx.db.patch(session, { activeOrganizationId: organizationId });
    return organizationId;
  },
});

/** A page of every organization, newest first; with `search`, by the start of its slug. */
export const page = query({
  args: { search: v.optional(v.string()), paginationOpts: vPageRequest },
  returns: vPageOf(vOrganization),
  handler: async (ctx, { search, paginationOpts }) => {
    const organizations = paginator(ctx.db, schema).query("organization");
    const rows = search
      ? organizations
          .withIndex("slug", (q) => q.gte("slug", search).lt("slug", endOfPrefix(search)))
          .order("asc")
      : organizations.order("desc");
    const { page, ...rest } = await pageOf<Doc<"organization">>(rows, paginationOpts);
    return { ...rest, page: page.map(toOrganization) };
  },
});

/** Organizations by id, each once; unknown ids are left out. */
export const byIds = query({
  args: { organizationIds: v.array(v.string()) },
  returns: v.array(vOrganization),
  handler: async (ctx, { organizationIds }) => {
    const organizations = [];
    for (const organizationId of new Set(organizationIds)) {
      const organization = await organizationById(ctx, organizationId);
      if (organization) organizations.push(toOrganization(organization));
    }
    return organizations;
  },
});

/** Stores a whole policy; a field that it leaves out is absent afterwards. */
export const setPolicy = mutation({
  args: { organizationId: v.string(), policy: vStoredPolicy },
  returns: v.null(),
  handler: async (ctx, { organizationId, policy }) => {
    const id = ctx.db.normalizeId("organization", organizationId);
    if (!id) throw new Error(`No organization ${organizationId} to set a policy of`);
    const { adminContactEmail, allowedEmailDomains, ...always } = policy;
    await ctx.db.patch(id, { ...always, adminContactEmail, allowedEmailDomains });
    return null;
  },
});
