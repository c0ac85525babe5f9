import { type Infer, v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { mergedStream, type QueryStream } from "convex-helpers/server/stream";
import { rangesOf } from "../rules/addressSearch";
import { mayInviteTo, roles } from "../rules/roles";
import type { Doc } from "./_generated/dataModel";
import { query } from "./_generated/server";
import { actingRoleOf, userById } from "./caller";
import { invitationById } from "./invitations";
import { endOfPrefix, pageOf, vPageOf, vPageRequest } from "./pages";
import { toInvitation } from "./rows";
import schema from "./schema";
import { vInvitation, vInvitationStatus } from "./shapes";

/** Invitations, many at a time, each list through an index and bounded. */

type Page = { page: Infer<typeof vInvitation>[]; isDone: boolean; continueCursor: string };

/** A page of an organization's invitations, newest first; with `search`, by address. */
export const list = query({
  args: {
    organizationId: v.string(),
    status: v.optional(vInvitationStatus),
    /** The start of an address, as it was typed. */
    search: v.optional(v.string()),
    /** What needs a person first; only without a status and a search. */
    byAttention: v.optional(v.boolean()),
    paginationOpts: vPageRequest,
  },
  returns: vPageOf(vInvitation),
  handler: async (
    ctx,
    { organizationId, status, search, byAttention, paginationOpts },
  ): Promise<Page> => {
    const invitations = paginator(ctx.db, schema).query("invitation");
    const rows = (() => {
      if (search && status) {
        return searched(search, (start, end) =>
          invitations.withIndex("organizationId_status_email", (q) =>
            q
              .eq("organizationId", organizationId)
              .eq("status", status)
              .gte("email", start)
              .lt("email", end),
          ),
        );
      }
      if (search) {
        return searched(search, (start, end) =>
          invitations.withIndex("organizationId_email_decidedAt", (q) =>
            q.eq("organizationId", organizationId).gte("email", start).lt("email", end),
          ),
        );
      }
      if (status) {
        return invitations
          .withIndex("organizationId_status", (q) =>
            q.eq("organizationId", organizationId).eq("status", status),
          )
          .order("desc");
      }
      if (byAttention) {
        return invitations
          .withIndex("organizationId_attention", (q) => q.eq("organizationId", organizationId))
          .order("desc");
      }
      return invitations
        .withIndex("organizationId", (q) => q.eq("organizationId", organizationId))
        .order("desc");
    })();
    return invitationsIn(await pageOf<Doc<"invitation">>(rows, paginationOpts));
  },
});

/** Invitations by id, each once, for a page that refers to them. */
export const byIds = query({
  args: { invitationIds: v.array(v.string()) },
  returns: v.array(vInvitation),
  handler: async (ctx, { invitationIds }) => {
    const invitations = [];
    for (const invitationId of new Set(invitationIds)) {
      const invitation = await invitationById(ctx, invitationId);
      if (invitation) invitations.push(toInvitation(invitation));
    }
    return invitations;
  },
});

/** The invitation of an address in an organization that was decided about last, in any state. */
export const newestFor = query({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.union(v.null(), vInvitation),
  handler: async (ctx, { organizationId, email }) => {
    const invitation = await ctx.db
      .query("invitation")
      .withIndex("organizationId_email_decidedAt", (q) =>
        q.eq("organizationId", organizationId).eq("email", email),
      )
      .order("desc")
      .first();
    return invitation && toInvitation(invitation);
  },
});

/** A page of every organization's invitations, newest first; with `search`, by address. */
export const everywhere = query({
  args: {
    status: v.optional(vInvitationStatus),
    /** The start of an address, as it was typed. Searches every status. */
    search: v.optional(v.string()),
    paginationOpts: vPageRequest,
  },
  returns: vPageOf(vInvitation),
  handler: async (ctx, { status, search, paginationOpts }): Promise<Page> => {
    const invitations = paginator(ctx.db, schema).query("invitation");
    const rows = (() => {
      if (search) {
        return searched(search, (start, end) =>
          invitations.withIndex("email", (q) => q.gte("email", start).lt("email", end)),
        );
      }
      if (status)
        return invitations.withIndex("status", (q) => q.eq("status", status)).order("desc");
      return invitations.order("desc");
    })();
    return invitationsIn(await pageOf<Doc<"invitation">>(rows, paginationOpts));
  },
});

/** The invitations to an address that still work, soonest to expire first, at most `limit`. */
export const liveFor = query({
  args: { email: v.string(), now: v.number(), limit: v.number() },
  returns: v.array(vInvitation),
  handler: async (ctx, { email, now, limit }) => {
    const live = await ctx.db
      .query("invitation")
      .withIndex("email_status_expiresAt", (q) =>
        q.eq("email", email).eq("status", "pending").gt("expiresAt", now),
      )
      .take(limit);
    return live.map(toInvitation);
  },
});

/** Pending invitations that their inviter could not make any more, at most `limit`. */
export const orphaned = query({
  args: { organizationId: v.string(), inviterId: v.string(), limit: v.number() },
  returns: v.array(vInvitation),
  handler: async (ctx, { organizationId, inviterId, limit }) => {
    const inviterRole = await actingRoleOf(ctx, organizationId, await userById(ctx, inviterId));
    const found: Doc<"invitation">[] = [];
    for (const role of roles.filter((invited) => !mayInviteTo(inviterRole, invited))) {
      const rows = await ctx.db
        .query("invitation")
        .withIndex("inviterId_organizationId_status_role", (q) =>
          q
            .eq("inviterId", inviterId)
            .eq("organizationId", organizationId)
            .eq("status", "pending")
            .eq("role", role),
        )
        .take(limit - found.length);
      found.push(...rows);
      if (found.length === limit) break;
    }
    return found.map(toInvitation);
  },
});

/** The next organization, in the order of ids, that a person ever invited to; null behind the last. */
export const nextInvitedTo = query({
  args: { inviterId: v.string(), after: v.optional(v.string()) },
  returns: v.union(v.null(), v.string()),
  handler: async (ctx, { inviterId, after = "" }) => {
    const next = await ctx.db
      .query("invitation")
      .withIndex("inviterId_organizationId_status_role", (q) =>
        q.eq("inviterId", inviterId).gt("organizationId", after),
      )
      .first();
    return next?.organizationId ?? null;
  },
});

/** By address, what a search finds in each of its ranges; a page looks at a bounded number of rows that are not meant. */
function searched(
  typed: string,
  between: (start: string, end: string) => QueryStream<Doc<"invitation">>,
): QueryStream<Doc<"invitation">> {
  const found = rangesOf(typed).map(({ prefix, has }) => {
    const rows = between(prefix, endOfPrefix(prefix));
    return {
      fields: rows.getIndexFields(),
      rows: rows.filterWith(async ({ email }) => has(email)),
    };
  });
  return mergedStream(
    found.map(({ rows }) => rows),
    found[0]?.fields ?? [],
  );
}

function invitationsIn({
  page,
  ...rest
}: Awaited<ReturnType<typeof pageOf<Doc<"invitation">>>>): Page {
  return { ...rest, page: page.map(toInvitation) };
}
