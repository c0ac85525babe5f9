import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import type { Doc } from "../_generated/dataModel";
import { query } from "../_generated/server";
import { requirePlatformAdmin, requireSession } from "../access/session";
import { pageOf, vPageOf } from "../betterAuth/pages";
import schema from "../schema";
import { vAccountActor, vAccountEventType, vEventDetail } from "../shapes";

/**
 * A page of an account's trail, newest first: the caller's own, or with `userId` another person's, for platform admins.
 * Refuses: not_signed_in, not_allowed.
 */
export const list = query({
  args: { userId: v.optional(v.string()), paginationOpts: paginationOptsValidator },
  returns: vPageOf(
    v.object({
      id: v.id("accountEvents"),
      type: vAccountEventType,
      at: v.number(),
      by: vAccountActor,
      detail: v.optional(vEventDetail),
    }),
  ),
  handler: async (ctx, { userId, paginationOpts }) => {
    const { user } = await requireSession(ctx);
    const whose = userId ?? user.id;
    if (whose !== user.id) await requirePlatformAdmin(ctx);
    const rows = paginator(ctx.db, schema)
      .query("accountEvents")
      .withIndex("by_user", (q) => q.eq("userId", whose))
      .order("desc");
    const { page, ...rest } = await pageOf<Doc<"accountEvents">>(rows, paginationOpts);
    return {
      ...rest,
      page: page.map(({ _id, type, at, by, detail }) => ({ id: _id, type, at, by, detail })),
    };
  },
});
