import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { query } from "../_generated/server";
import { requireMember } from "../access/session";
import { vPageOf } from "../betterAuth/pages";
import { vRole } from "../betterAuth/rows";

/** The organization's people, oldest membership first, for any of its members. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      id: v.string(),
      userId: v.string(),
      name: v.string(),
      email: v.string(),
      image: v.optional(v.string()),
      role: vRole,
      createdAt: v.number(),
      designation: v.optional(v.string()),
      department: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    await requireMember(ctx, organizationId);
    const members = await ctx.runQuery(components.betterAuth.members.list, {
      organizationId,
      paginationOpts,
    });
    return {
      ...members,
      page: members.page.map(({ member, user: { name, email, image } }) => {
        const { organizationId: _, ...row } = member;
        return { ...row, name, email, image };
      }),
    };
  },
});
