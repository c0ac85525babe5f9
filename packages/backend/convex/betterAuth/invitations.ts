import { type Infer, v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { type QueryCtx, query } from "./_generated/server";
import {
  toInvitation,
  toMember,
  toOrganization,
  toToken,
  toUser,
  vInvitation,
  vMember,
  vOrganization,
  vRole,
  vToken,
  vUser,
} from "./rows";
import { liveViewer, memberOf, organizationById, standingFor, userByEmail, vClaim } from "./viewer";

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
    const link = tokenHash === undefined ? null : await linkByHash(ctx, tokenHash);
    const token = link?.invitationId === invitationId ? link : null;
    // Somebody with neither is not told by the time it takes whether there is such an invitation.
    if (tokenHash !== undefined && !token && !user) return {};
    const invitation = await invitationById(ctx, invitationId);
    const organization = invitation && (await organizationById(ctx, invitation.organizationId));
    if (!invitation || !organization) return { viewer: user && { user } };
    const member = user && (await memberOf(ctx, organization._id, user.id));
    return {
      viewer: user && { user, member: member ? toMember(member) : undefined },
      found: {
        invitation: toInvitation(invitation),
        organization: toOrganization(organization),
        token: token ? toToken(token) : undefined,
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
  /** Whoever has the invited address, proven or not. */
  account: v.optional(vUser),
  accountIsMember: v.boolean(),
  /** What the inviter may do about invitations now; absent when nothing. */
  inviterRole: v.optional(vRole),
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
      /** Not looked up beside a newer invitation or a membership: nobody offers anything then. */
      inviterRole: v.optional(
        v.object({ offered: vRole, reads: v.union(v.literal(1), v.literal(2)) }),
      ),
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
    const inviterRole =
      wants.inviterRole && !newer && !member
        ? await standingFor(ctx, { organizationId, userId: inviterId }, wants.inviterRole)
        : undefined;
    return {
      inviter: inviter ? toUser(inviter) : undefined,
      newer: newer ? toInvitation(newer) : undefined,
      account: account ? toUser(account) : undefined,
      accountIsMember: member !== null,
      inviterRole,
    };
  },
});

const vBeforeInviting = v.object({
  viewer: v.optional(vViewer),
  organization: v.optional(vOrganization),
  isMember: v.boolean(),
  isInvited: v.boolean(),
});

/**
 * Everything that decides whether an address may be invited. `organization` is absent for somebody
 * who is neither a member of it nor a platform admin.
 */
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
    if (!organization || !(member || user.platformAdmin)) return { ...nobody, viewer: { user } };
    const invited = await userByEmail(ctx, email);
    return {
      viewer: { user, member: member ? toMember(member) : undefined },
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
    .withIndex("email_organizationId_status_expiresAt", (q) =>
      q
        .eq("email", wanted.email)
        .eq("organizationId", wanted.organizationId)
        .eq("status", "pending")
        .gt("expiresAt", wanted.now),
    )
    .order("desc")
    .take(2);
  return pending.find((row) => row._id !== wanted.except) ?? null;
}
