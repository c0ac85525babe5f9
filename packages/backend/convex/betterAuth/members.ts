import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { query } from "./_generated/server";
import { pageRequest, vPageOf, vPageRequest } from "./pages";
import { toMember, toUser, vMember, vUser } from "./rows";
import schema from "./schema";

const vMemberWithUser = v.object({ member: vMember, user: vUser });

/** A page of members with the people behind them, oldest first. */
export const list = query({
  args: { organizationId: v.string(), paginationOpts: vPageRequest },
  returns: vPageOf(vMemberWithUser),
  handler: async (ctx, { organizationId, paginationOpts }) => {
    const { page, isDone, continueCursor } = await paginator(ctx.db, schema)
      .query("member")
      .withIndex("organizationId", (q) => q.eq("organizationId", organizationId))
      .paginate(pageRequest(paginationOpts, [organizationId]));
    const rows = [];
    for (const member of page) {
      const userId = ctx.db.normalizeId("user", member.userId);
      const user = userId && (await ctx.db.get(userId));
      if (user) rows.push({ member: toMember(member), user: toUser(user) });
    }
    return { page: rows, isDone, continueCursor };
  },
});

/** Owners and admins, at most `limit` of each. */
export const administrators = query({
  args: { organizationId: v.string(), limit: v.number() },
  returns: v.array(vUser),
  handler: async (ctx, { organizationId, limit }) => {
    const users = [];
    for (const role of ["owner", "admin"]) {
      const members = await ctx.db
        .query("member")
        .withIndex("organizationId_role", (q) =>
          q.eq("organizationId", organizationId).eq("role", role),
        )
        .take(limit);
      for (const member of members) {
        const userId = ctx.db.normalizeId("user", member.userId);
        const user = userId && (await ctx.db.get(userId));
        if (user) users.push(toUser(user));
      }
    }
    return users;
  },
});
