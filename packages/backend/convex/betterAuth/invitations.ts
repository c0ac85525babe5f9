import { type Infer, v } from "convex/values";
import { paginator } from "convex-helpers/server/pagination";
import { isExpired } from "../rules/status";
import type { Doc } from "./_generated/dataModel";
import { type QueryCtx, query } from "./_generated/server";
import { pageRequest, vPageOf, vPageRequest } from "./pages";
import {
  toInvitation,
  toMember,
  toOrganization,
  toToken,
  toUser,
  vInvitation,
  vInvitationStatus,
  vMember,
  vOrganization,
  vToken,
  vUser,
} from "./rows";
import schema from "./schema";
import { liveViewer, memberOf, organizationById, vClaim } from "./viewer";

export async function invitationById(
  ctx: QueryCtx,
  invitationId: string,
): Promise<Doc<"invitation"> | null> {
  const id = ctx.db.normalizeId("invitation", invitationId);
  return id && (await ctx.db.get(id));
}

const vViewer = v.object({ user: vUser, member: v.optional(vMember) });

const vLoaded = v.object({
  viewer: v.optional(vViewer),
  found: v.optional(
    v.object({
      invitation: vInvitation,
      organization: vOrganization,
      token: v.optional(vToken),
    }),
  ),
});

/**
 * An invitation with what decides who may do what with it. `token` is the live or dead link whose
 * hash was given, and only when it belongs to this invitation; `viewer` is absent without a live
 * session, `viewer.member` for somebody outside, `found` when there is no such invitation.
 */
export const load = query({
  args: {
    invitationId: v.string(),
    tokenHash: v.optional(v.string()),
    claim: v.optional(vClaim),
    now: v.number(),
  },
  returns: vLoaded,
  handler: async (ctx, { invitationId, tokenHash, claim, now }): Promise<Infer<typeof vLoaded>> => {
    const viewer = claim && (await liveViewer(ctx, claim, now));
    const user = viewer ? toUser(viewer.user) : undefined;
    const invitation = await invitationById(ctx, invitationId);
    const organization = invitation && (await organizationById(ctx, invitation.organizationId));
    if (!invitation || !organization) return { viewer: user && { user } };
    const token = tokenHash === undefined ? null : await linkByHash(ctx, tokenHash);
    const member = user && (await memberOf(ctx, organization._id, user.id));
    return {
      viewer: user && { user, member: member ? toMember(member) : undefined },
      found: {
        invitation: toInvitation(invitation),
        organization: toOrganization(organization),
        token: token?.invitationId === invitation._id ? toToken(token) : undefined,
      },
    };
  },
});

async function linkByHash(ctx: QueryCtx, tokenHash: string) {
  return await ctx.db
    .query("invitationTokens")
    .withIndex("tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .first();
}

const vSurroundings = v.object({
  inviter: v.optional(vUser),
  newer: v.optional(vInvitation),
  accountExists: v.boolean(),
  accountIsMember: v.boolean(),
});

/** What stands around an invitation on its page; each part costs a read, so it is asked for. */
export const surroundings = query({
  args: {
    invitationId: v.string(),
    inviterId: v.string(),
    email: v.string(),
    organizationId: v.string(),
    wants: v.object({
      inviter: v.optional(v.boolean()),
      newer: v.optional(v.boolean()),
      account: v.optional(v.boolean()),
      membership: v.optional(v.boolean()),
    }),
    now: v.number(),
  },
  returns: vSurroundings,
  handler: async (
    ctx,
    { invitationId, inviterId, email, organizationId, wants, now },
  ): Promise<Infer<typeof vSurroundings>> => {
    const inviterKey = wants.inviter ? ctx.db.normalizeId("user", inviterId) : null;
    const inviter = inviterKey && (await ctx.db.get(inviterKey));
    const newer = wants.newer
      ? await liveInvitationFor(ctx, { organizationId, email, now, except: invitationId })
      : null;
    const account = wants.account || wants.membership ? await userByEmail(ctx, email) : null;
    const member =
      wants.membership && account ? await memberOf(ctx, organizationId, account._id) : null;
    return {
      inviter: inviter ? toUser(inviter) : undefined,
      newer: newer ? toInvitation(newer) : undefined,
      accountExists: account !== null,
      accountIsMember: member !== null,
    };
  },
});

const vBeforeInviting = v.object({
  viewer: v.optional(vViewer),
  organization: v.optional(vOrganization),
  isMember: v.boolean(),
  isInvited: v.boolean(),
});

/** Everything that decides whether an address may be invited. */
export const beforeInviting = query({
  args: { organizationId: v.string(), email: v.string(), claim: vClaim, now: v.number() },
  returns: vBeforeInviting,
  handler: async (
    ctx,
    { organizationId, email, claim, now },
  ): Promise<Infer<typeof vBeforeInviting>> => {
    const nobody = { isMember: false, isInvited: false };
    const viewer = await liveViewer(ctx, claim, now);
    if (!viewer) return nobody;
    const user = toUser(viewer.user);
    const organization = await organizationById(ctx, organizationId);
    const member = organization && (await memberOf(ctx, organization._id, user.id));
    if (!organization || !member) return { ...nobody, viewer: { user } };
    const invited = await userByEmail(ctx, email);
    return {
      viewer: { user, member: toMember(member) },
      organization: toOrganization(organization),
      isMember: invited ? (await memberOf(ctx, organization._id, invited._id)) !== null : false,
      isInvited:
        (await liveInvitationFor(ctx, { organizationId: organization._id, email, now })) !== null,
    };
  },
});

/** An invitation to this address that still works. More than a few never exist at once. */
async function liveInvitationFor(
  ctx: QueryCtx,
  wanted: { organizationId: string; email: string; now: number; except?: string },
): Promise<Doc<"invitation"> | null> {
  const pending = await ctx.db
    .query("invitation")
    .withIndex("email_organizationId_status", (q) =>
      q
        .eq("email", wanted.email)
        .eq("organizationId", wanted.organizationId)
        .eq("status", "pending"),
    )
    .order("desc")
    .take(3);
  return pending.find((row) => row._id !== wanted.except && !isExpired(row, wanted.now)) ?? null;
}

async function userByEmail(ctx: QueryCtx, email: string): Promise<Doc<"user"> | null> {
  return await ctx.db
    .query("user")
    .withIndex("email_name", (q) => q.eq("email", email))
    .first();
}

/** A page of an organization's invitations, newest first; with `search`, by address. */
export const list = query({
  args: {
    organizationId: v.string(),
    status: v.optional(vInvitationStatus),
    /** The start of an address, normalized. */
    search: v.optional(v.string()),
    paginationOpts: vPageRequest,
  },
  returns: vPageOf(vInvitation),
  handler: async (ctx, { organizationId, status, search, paginationOpts }) => {
    const invitations = paginator(ctx.db, schema).query("invitation");
    const request = pageRequest(
      paginationOpts,
      status ? [organizationId, status] : [organizationId],
    );
    const rows = await (() => {
      if (search && status) {
        return invitations
          .withIndex("organizationId_status_email", (q) =>
            q
              .eq("organizationId", organizationId)
              .eq("status", status)
              .gte("email", search)
              .lt("email", endOfPrefix(search)),
          )
          .order("asc");
      }
      if (search) {
        return invitations
          .withIndex("organizationId_email", (q) =>
            q
              .eq("organizationId", organizationId)
              .gte("email", search)
              .lt("email", endOfPrefix(search)),
          )
          .order("asc");
      }
      if (status) {
        return invitations
          .withIndex("organizationId_status", (q) =>
            q.eq("organizationId", organizationId).eq("status", status),
          )
          .order("desc");
      }
      return invitations
        .withIndex("organizationId", (q) => q.eq("organizationId", organizationId))
        .order("desc");
    })().paginate(request);
    return {
      page: rows.page.map(toInvitation),
      isDone: rows.isDone,
      continueCursor: rows.continueCursor,
    };
  },
});

/** Behind every string that starts with the prefix. */
function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** Invitations and people by id, each once, for a page of requests that refers to them. */
export const originals = query({
  args: { invitationIds: v.array(v.string()), userIds: v.array(v.string()) },
  returns: v.object({ invitations: v.array(vInvitation), users: v.array(vUser) }),
  handler: async (ctx, { invitationIds, userIds }) => {
    const invitations = [];
    for (const invitationId of new Set(invitationIds)) {
      const invitation = await invitationById(ctx, invitationId);
      if (invitation) invitations.push(toInvitation(invitation));
    }
    const users = [];
    for (const userId of new Set(userIds)) {
      const id = ctx.db.normalizeId("user", userId);
      const user = id && (await ctx.db.get(id));
      if (user) users.push(toUser(user));
    }
    return { invitations, users };
  },
});

/** The newest invitation of an address in an organization, in whatever state. */
export const newestFor = query({
  args: { organizationId: v.string(), email: v.string() },
  returns: v.union(v.null(), vInvitation),
  handler: async (ctx, { organizationId, email }) => {
    const invitation = await ctx.db
      .query("invitation")
      .withIndex("organizationId_email", (q) =>
        q.eq("organizationId", organizationId).eq("email", email),
      )
      .order("desc")
      .first();
    return invitation && toInvitation(invitation);
  },
});
