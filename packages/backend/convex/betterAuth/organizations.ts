import { v } from "convex/values";
import { mutation, query } from "./_generated/server";
import { toOrganization, vOrganization } from "./rows";

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
