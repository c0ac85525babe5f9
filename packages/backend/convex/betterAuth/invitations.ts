import { type Infer, v } from "convex/values";
import { unprovenRefusal } from "../rules/proof";
import { mayInviteTo } from "../rules/roles";
import type { Doc } from "./_generated/dataModel";
import { type QueryCtx, query } from "./_generated/server";
import {
  actingRoleOf,
  isRepeatable,
  liveCaller,
  memberOf,
  organizationById,
  userByEmail,
  userById,
  vClaim,
} from "./caller";
import { toInvitation, toMember, toOrganization, toToken, toUser } from "./rows";
import { vGivenLink, vInvitation, vMember, vOrganization, vRole, vToken, vUser } from "./shapes";

export async function invitationById(
  ctx: QueryCtx,
  invitationId: string,
): Promise<Doc<"invitation"> | null> {
  const id = ctx.db.normalizeId("invitation", invitationId);
  return id && (await ctx.db.get(id));
}

const vCaller = v.object({ user: vUser, member: v.optional(vMember) });

const vLoaded = v.object({
  caller: v.optional(vCaller),
  found: v.optional(
    v.object({
      invitation: vInvitation,
      organization: vOrganization,
      token: v.optional(vToken),
    }),
  ),
});

/**
 * An invitation with what decides who may do what with it. `token` is the live or dead link that was
 * given, and only when it belongs to this invitation and is not too old to tell anything; `caller` is absent without a live
 * session, `caller.member` for a person outside, `found` when there is no such invitation.
 */
export const load = query({
  args: {
    invitationId: v.string(),
    link: v.optional(vGivenLink),
    /** Who asks, when that matters. */
    asking: v.optional(v.object({ claim: vClaim, now: v.number() })),
  },
  returns: vLoaded,
  handler: async (ctx, { invitationId, link, asking }): Promise<Infer<typeof vLoaded>> => {
    const caller = asking && (await liveCaller(ctx, asking.claim, asking.now));
    const user = caller ? toUser(caller.user) : undefined;
    const row = link ? await linkRow(ctx, link) : null;
    const token = row?.invitationId === invitationId ? row : null;
    // Without either, the time the answer takes does not tell whether there is such an invitation.
    if (link && !token && !user) return {};
    const invitation = await invitationById(ctx, invitationId);
    const organization = invitation && (await organizationById(ctx, invitation.organizationId));
    if (!invitation || !organization) return { caller: user && { user } };
    const member = user && (await memberOf(ctx, organization._id, user.id));
    return {
      caller: user && { user, member: member ? toMember(member) : undefined },
      found: {
        invitation: toInvitation(invitation),
        organization: toOrganization(organization),
        token: token ? toToken(token) : undefined,
      },
    };
  },
});

async function linkRow(ctx: QueryCtx, { tokenHash, notBefore }: Infer<typeof vGivenLink>) {
  const row = await ctx.db
    .query("invitationTokens")
    .withIndex("tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .first();
  return row && row.createdAt >= notBefore ? row : null;
}

const vWhatStands = v.object({
  isOverruled: v.boolean(),
  newer: v.optional(vInvitation),
  account: v.optional(vUser),
  accountIsMember: v.boolean(),
  isRepeatable: v.boolean(),
  isOrphaned: v.boolean(),
});

/** What is alive around an invitation. Each part costs a read or two, so it is asked for: see records/invitations. */
export const whatStands = query({
  args: {
    invitationId: v.string(),
    inviterId: v.string(),
    email: v.string(),
    organizationId: v.string(),
    role: vRole,
    expiresAt: v.number(),
    parts: v.object({
      live: v.optional(v.boolean()),
      overruled: v.optional(v.boolean()),
      account: v.optional(v.boolean()),
      membership: v.optional(v.boolean()),
      repeatable: v.optional(v.boolean()),
      orphaned: v.optional(v.boolean()),
    }),
    now: v.number(),
  },
  returns: vWhatStands,
  handler: async (
    ctx,
    { invitationId, inviterId, email, organizationId, role, expiresAt, parts, now },
  ): Promise<Infer<typeof vWhatStands>> => {
    const newer = parts.live
      ? await liveInvitationFor(ctx, { organizationId, email, now, except: invitationId })
      : null;
    const account = parts.account || parts.membership ? await userByEmail(ctx, email) : null;
    const member =
      parts.membership && account ? await memberOf(ctx, organizationId, account._id) : null;
    // Beside a newer invitation or a membership nobody is invited, so the rest is not asked.
    const isOpen = !newer && !member;
    const isOverruled =
      parts.overruled === true &&
      isOpen &&
      (await isDecidedSince(ctx, { organizationId, email, since: expiresAt }));
    const asksRepeatable = parts.repeatable === true && isOpen && !isOverruled;
    const asksOrphaned = parts.orphaned === true && isOpen;
    const inviter = asksOrphaned ? await userById(ctx, inviterId) : null;
    const inviterRole =
      inviter && !unprovenRefusal(inviter)
        ? await actingRoleOf(ctx, organizationId, inviter)
        : undefined;
    return {
      isOverruled,
      newer: newer ? toInvitation(newer) : undefined,
      account: account ? toUser(account) : undefined,
      accountIsMember: member !== null,
      isRepeatable:
        asksRepeatable && (await isRepeatable(ctx, { organizationId, inviterId, role })),
      isOrphaned: asksOrphaned && !mayInviteTo(inviterRole, role),
    };
  },
});

const vBeforeInviting = v.object({
  caller: v.optional(vCaller),
  organization: v.optional(vOrganization),
  isMember: v.boolean(),
  /** The live invitation of the address. */
  live: v.optional(vInvitation),
});

/**
 * Everything that decides whether an address may be invited. `organization` is absent for a person
 * outside who is no platform admin either.
 */
export const beforeInviting = query({
  args: { organizationId: v.string(), email: v.string(), claim: vClaim, now: v.number() },
  returns: vBeforeInviting,
  handler: async (
    ctx,
    { organizationId, email, claim, now },
  ): Promise<Infer<typeof vBeforeInviting>> => {
    const nobody = { isMember: false };
    const caller = await liveCaller(ctx, claim, now);
    if (!caller) return nobody;
    const user = toUser(caller.user);
    const organization = await organizationById(ctx, organizationId);
    const member = organization && (await memberOf(ctx, organization._id, user.id));
    if (!organization || !(member || user.platformAdmin)) return { ...nobody, caller: { user } };
    const invited = await userByEmail(ctx, email);
    const live = await liveInvitationFor(ctx, { organizationId: organization._id, email, now });
    return {
      caller: { user, member: member ? toMember(member) : undefined },
      organization: toOrganization(organization),
      isMember: invited ? (await memberOf(ctx, organization._id, invited._id)) !== null : false,
      ...(live ? { live: toInvitation(live) } : {}),
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

/**
 * Whether anything was decided about an address since its invitation expired: another invitation, an answer, a
 * revocation, a denial. The end of a membership comes after the acceptance that began it, so it needs no mark of its own.
 */
async function isDecidedSince(
  ctx: QueryCtx,
  { organizationId, email, since }: { organizationId: string; email: string; since: number },
): Promise<boolean> {
  const newest = await ctx.db
    .query("invitation")
    .withIndex("organizationId_email_decidedAt", (q) =>
      q.eq("organizationId", organizationId).eq("email", email).gte("decidedAt", since),
    )
    .first();
  return newest !== null;
}
