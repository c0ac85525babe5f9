import { v } from "convex/values";
import { attentionOf } from "../rules/diagnosis";
import { isExpired } from "../rules/status";
import type { Doc } from "./_generated/dataModel";
import { type MutationCtx, mutation, type QueryCtx } from "./_generated/server";
import { invitationById } from "./invitations";
import { insertLink, killLinks } from "./links";
import { toInvitation } from "./rows";
import {
  invitationDetails,
  vChannel,
  vDeliveryStatus,
  vInvitation,
  vRole,
  vSource,
  vViewedAs,
} from "./shapes";

/**
 * Writes of the invitation lifecycle. None decides: the caller has loaded, permitted and decided in
 * the same transaction. A missing row here is therefore a bug and throws.
 */

/** A new invitation with a link row for each channel asked for, in that order. An expired one of the address is replaced. */
export const insert = mutation({
  args: {
    organizationId: v.string(),
    email: v.string(),
    role: vRole,
    inviterId: v.string(),
    inviterName: v.string(),
    expiresAt: v.number(),
    remindAt: v.optional(v.number()),
    now: v.number(),
    source: vSource,
    deliveryStatus: v.optional(vDeliveryStatus),
    leavesAt: v.optional(v.number()),
    restrainedUntil: v.optional(v.number()),
    links: v.array(vChannel),
    ...invitationDetails,
  },
  returns: v.object({ invitationId: v.string(), tokenIds: v.array(v.string()) }),
  handler: async (ctx, { now, links, ...invitation }) => {
    const { deliveryStatus } = invitation;
    const earlier = [await replaceable(ctx, invitation, now), await closedBefore(ctx, invitation)];
    const invitationId = await ctx.db.insert("invitation", {
      ...invitation,
      status: "pending",
      createdAt: now,
      // The development's and the tests' that are made expired were decided before that.
      decidedAt: Math.min(now, invitation.expiresAt - 1),
      autoReInviteCount: 0,
      attention: attentionOf({ status: "pending", deliveryStatus }),
    });
    for (const other of earlier) {
      if (other) await change(ctx, other, { replacedByInvitationId: invitationId });
    }
    const tokenIds = [];
    for (const channel of links) tokenIds.push(await insertLink(ctx, invitationId, channel, now));
    return { invitationId, tokenIds };
  },
});

export const decline = mutation({
  args: { invitationId: v.string(), now: v.number() },
  returns: v.object({ inviterEmail: v.optional(v.string()) }),
  handler: async (ctx, { invitationId, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    await change(ctx, invitation, { status: "rejected", decidedAt: now });
    await killLinks(ctx, invitation._id, now);
    return { inviterEmail: (await inviterOf(ctx, invitation))?.email };
  },
});

export const revoke = mutation({
  args: {
    invitationId: v.string(),
    revokedBy: v.optional(v.string()),
    reason: v.optional(v.string()),
    replacedByInvitationId: v.optional(v.string()),
    now: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, revokedBy, reason, replacedByInvitationId, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    await change(ctx, invitation, {
      ...(replacedByInvitationId === undefined ? {} : { replacedByInvitationId }),
      status: "canceled",
      decidedAt: now,
      revokedAt: now,
      revokedBy,
      revokeReason: reason,
    });
    await killLinks(ctx, invitation._id, now);
    return null;
  },
});

/**
 * A resent invitation is pending again with a mail on its way, a later expiry and a reminder of its
 * own; what happened to the mail before says nothing about this one. Its replacement, if it had one, is forgotten,
 * so that when it expires again it can be replaced once more.
 */
export const reopen = mutation({
  args: {
    invitationId: v.string(),
    expiresAt: v.number(),
    remindAt: v.optional(v.number()),
    restrainedUntil: v.optional(v.number()),
    /** Who invites from now on, when that changes. */
    inviter: v.optional(v.object({ id: v.string(), name: v.string() })),
    now: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, expiresAt, remindAt, restrainedUntil, inviter, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    if (invitation.status !== "pending" && invitation.status !== "expired") {
      throw new Error(`Invitation ${invitationId} is ${invitation.status} and stays so`);
    }
    const others = [
      await replaceable(ctx, invitation, now, invitation._id),
      await closedBefore(ctx, invitation, invitation._id),
    ];
    for (const other of others) {
      if (other) await change(ctx, other, { replacedByInvitationId: invitation._id });
    }
    await change(ctx, invitation, {
      status: "pending",
      decidedAt: now,
      ...(inviter ? { inviterId: inviter.id, inviterName: inviter.name } : {}),
      expiresAt,
      remindAt,
      remindedAt: undefined,
      restrainedUntil,
      replacedByInvitationId: undefined,
      deliveryStatus: "queued",
      deliveryReason: undefined,
      leavesAt: undefined,
      viewedAt: undefined,
      viewedAs: undefined,
      codeSentAt: undefined,
    });
    return null;
  },
});

/** A mail of each invitation has left. Answers those that are still there. */
export const setSent = mutation({
  args: {
    invitationIds: v.array(v.string()),
    sentAt: v.number(),
  },
  returns: v.array(v.object({ id: v.string(), organizationId: v.string() })),
  handler: async (ctx, { invitationIds, sentAt }) => {
    const told = [];
    for (const invitationId of invitationIds) {
      const invitation = await invitationById(ctx, invitationId);
      if (!invitation) continue;
      const { deliveryStatus: known } = invitation;
      // The provider's word can be here before ours that it took the letter.
      const isKnown = known !== undefined && known !== "queued";
      await change(ctx, invitation, {
        ...(isKnown ? {} : { deliveryStatus: "sent", deliveryReason: undefined }),
        lastSentAt: sentAt,
      });
      told.push({ id: invitation._id, organizationId: invitation.organizationId });
    }
    return told;
  },
});

/** Rewrites pending invitations whose moment has passed, oldest first, at most `limit`. */
export const expireDue = mutation({
  args: { now: v.number(), limit: v.number() },
  returns: v.array(vInvitation),
  handler: async (ctx, { now, limit }) => {
    const due = await ctx.db
      .query("invitation")
      .withIndex("status_expiresAt", (q) => q.eq("status", "pending").lte("expiresAt", now))
      .take(limit);
    for (const invitation of due) await change(ctx, invitation, { status: "expired" });
    return due.map(toInvitation);
  },
});

/**
 * Marks reminders that are due as taken, at most `limit`, and answers which to send. One whose
 * invitation expired while nobody looked is taken and not sent, so `taken` counts those as well.
 */
export const takeDueReminders = mutation({
  args: { now: v.number(), limit: v.number() },
  returns: v.object({ taken: v.number(), toSend: v.array(vInvitation) }),
  handler: async (ctx, { now, limit }) => {
    const due = await ctx.db
      .query("invitation")
      .withIndex("status_remindAt", (q) =>
        // Rows without a reminder come before every number.
        q.eq("status", "pending").gt("remindAt", 0).lte("remindAt", now),
      )
      .take(limit);
    const live = due.filter((invitation) => !isExpired(invitation, now));
    for (const invitation of due) {
      await ctx.db.patch(invitation._id, {
        remindAt: undefined,
        ...(live.includes(invitation) ? { remindedAt: now } : {}),
      });
    }
    return { taken: due.length, toSend: live.map(toInvitation) };
  },
});

/**
 * The page was opened through a link. Answers whether that is news for the trail: the link was
 * last written down as opened before `quietSince`, or never.
 */
export const recordView = mutation({
  args: {
    invitationId: v.string(),
    tokenId: v.string(),
    viewedAs: vViewedAs,
    now: v.number(),
    quietSince: v.number(),
  },
  returns: v.object({ isNews: v.boolean() }),
  handler: async (ctx, { invitationId, tokenId, viewedAs, now, quietSince }) => {
    const tokenKey = ctx.db.normalizeId("invitationTokens", tokenId);
    const token = tokenKey && (await ctx.db.get(tokenKey));
    if (!token) throw new Error(`No link row ${tokenId} that was opened`);
    const invitation = await requireRow(ctx, invitationId);
    const isNews = token.viewedAt === undefined || token.viewedAt <= quietSince;
    if (isNews) await ctx.db.patch(token._id, { viewedAt: now });
    // A link that a later mail replaced shows that a newer one is in the mailbox; that one waits unopened.
    const isReplaced = token.revokedAt !== undefined;
    if (!isReplaced && (isNews || invitation.viewedAs !== viewedAs)) {
      await change(ctx, invitation, { viewedAt: now, viewedAs });
    }
    return { isNews };
  },
});

/**
 * A code on its way, a request that waits or is decided, how many there were, how long no further letter goes: for the
 * diagnosis and the page.
 */
export const noteFact = mutation({
  args: {
    invitationId: v.string(),
    codeSentAt: v.optional(v.number()),
    requestWaiting: v.optional(v.boolean()),
    requestCount: v.optional(v.number()),
    decisionUndoneAt: v.optional(v.number()),
    restrainedUntil: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, ...facts }) => {
    await change(ctx, await requireRow(ctx, invitationId), facts);
    return null;
  },
});

/** A decision about the person, such as a denial; absent when it was taken back and none is left. */
export const setDecidedAt = mutation({
  args: { invitationId: v.string(), decidedAt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, decidedAt }) => {
    await change(ctx, await requireRow(ctx, invitationId), { decidedAt });
    return null;
  },
});

/**
 * For development and tests: moves the moment of expiry, and of the reminder when one is given. `reopens` an
 * expired one, whose links work again.
 */
export const setExpiry = mutation({
  args: {
    invitationId: v.string(),
    expiresAt: v.number(),
    remindAt: v.optional(v.number()),
    reopens: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, expiresAt, remindAt, reopens }) => {
    const invitation = await requireRow(ctx, invitationId);
    await change(ctx, invitation, {
      expiresAt,
      // What was decided by now was decided before an expiry that is moved into the past.
      decidedAt: Math.min(invitation.decidedAt ?? expiresAt, expiresAt - 1),
      ...(remindAt === undefined ? {} : { remindAt, remindedAt: undefined }),
      ...(reopens ? { status: "pending", replacedByInvitationId: undefined } : {}),
    });
    return null;
  },
});

/**
 * The expired invitation of an address that another one is about to make history: the one that lived longest; those
 * before it were replaced when their successors came. Its status is the sweep's to change, which writes the trail as well.
 */
export async function replaceable(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
  now: number,
  except?: string,
): Promise<Doc<"invitation"> | null> {
  for (const status of ["pending", "expired"] as const) {
    const newest = await ctx.db
      .query("invitation")
      .withIndex("email_organizationId_status_expiresAt", (q) =>
        q
          .eq("email", email)
          .eq("organizationId", organizationId)
          .eq("status", status)
          .lte("expiresAt", now),
      )
      .order("desc")
      .first();
    if (newest && newest._id !== except && !newest.replacedByInvitationId) return newest;
  }
  return null;
}

/**
 * The revoked or declined invitation of an address that was the newest decision about it until now: once another one
 * follows, it is history, and nobody is invited again from it.
 */
export async function closedBefore(
  ctx: QueryCtx,
  { organizationId, email }: { organizationId: string; email: string },
  except?: string,
): Promise<Doc<"invitation"> | null> {
  const newest = await ctx.db
    .query("invitation")
    .withIndex("organizationId_email_decidedAt", (q) =>
      q.eq("organizationId", organizationId).eq("email", email).gt("decidedAt", 0),
    )
    .order("desc")
    .take(except === undefined ? 1 : 2);
  const other = newest.find(({ _id }) => _id !== except);
  const isClosed = other?.status === "canceled" || other?.status === "rejected";
  return other && isClosed && !other.replacedByInvitationId ? other : null;
}

/** Every change of an invitation's row: it keeps the row's place in the order of what needs a person. */
export async function change(
  ctx: MutationCtx,
  row: Doc<"invitation">,
  changes: Partial<Doc<"invitation">>,
): Promise<void> {
  const attention = attentionOf(toInvitation({ ...row, ...changes }));
  await ctx.db.patch(row._id, { ...changes, attention });
}

export async function inviterOf(
  ctx: MutationCtx,
  { inviterId }: Doc<"invitation">,
): Promise<Doc<"user"> | null> {
  const userId = ctx.db.normalizeId("user", inviterId);
  return userId && (await ctx.db.get(userId));
}

export async function requireRow(ctx: MutationCtx, invitationId: string) {
  const invitation = await invitationById(ctx, invitationId);
  if (!invitation) throw new Error(`No invitation ${invitationId} to write to`);
  return invitation;
}
