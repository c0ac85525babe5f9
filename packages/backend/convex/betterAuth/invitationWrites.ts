import { v } from "convex/values";
import { type MutationCtx, mutation } from "./_generated/server";
import { invitationById } from "./invitations";
import { killLinks } from "./links";
import {
  invitationDetails,
  toInvitation,
  vDeliveryStatus,
  vInvitation,
  vRole,
  vSource,
} from "./rows";
import { memberOf } from "./viewer";

/**
 * Writes of the invitation lifecycle. None decides: the caller has loaded, permitted and decided in
 * the same transaction. A missing row here is therefore a bug and throws.
 */

export const insert = mutation({
  args: {
    organizationId: v.string(),
    email: v.string(),
    role: vRole,
    inviterId: v.string(),
    inviterName: v.string(),
    expiresAt: v.number(),
    now: v.number(),
    source: vSource,
    ...invitationDetails,
  },
  returns: v.string(),
  handler: async (ctx, { now, ...invitation }) => {
    return await ctx.db.insert("invitation", {
      ...invitation,
      status: "pending",
      createdAt: now,
      autoReInviteCount: 0,
    });
  },
});

/**
 * The invited person joins: membership unless there is one, the invitation accepted, its links dead,
 * the organization active in that session. `verifiesAddress` when the link proved the mailbox.
 */
export const join = mutation({
  args: {
    invitationId: v.string(),
    userId: v.string(),
    sessionId: v.string(),
    verifiesAddress: v.boolean(),
    now: v.number(),
  },
  returns: v.object({ joined: v.boolean() }),
  handler: async (ctx, { invitationId, userId, sessionId, verifiesAddress, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    const userKey = ctx.db.normalizeId("user", userId);
    const user = userKey && (await ctx.db.get(userKey));
    const session = ctx.db.normalizeId("session", sessionId);
    if (!user || !session) throw new Error(`Joining without an account or a session: ${userId}`);

    const member = await memberOf(ctx, invitation.organizationId, userId);
    if (!member) {
      await ctx.db.insert("member", {
        organizationId: invitation.organizationId,
        userId,
        role: toInvitation(invitation).role,
        createdAt: now,
        designation: invitation.designation,
        department: invitation.department,
      });
    }
    await ctx.db.patch(invitation._id, {
      status: "accepted",
      acceptedAt: now,
      acceptedBy: userId,
      acceptedByName: user.name,
    });
    await killLinks(ctx, invitation._id, now);
    await ctx.db.patch(session, { activeOrganizationId: invitation.organizationId });
    if (verifiesAddress && !user.emailVerified) {
      await ctx.db.patch(user._id, { emailVerified: true, updatedAt: now });
    }
    return { joined: member === null };
  },
});

export const decline = mutation({
  args: { invitationId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    await ctx.db.patch(invitation._id, { status: "rejected" });
    await killLinks(ctx, invitation._id, now);
    return null;
  },
});

export const revoke = mutation({
  args: {
    invitationId: v.string(),
    revokedBy: v.string(),
    reason: v.optional(v.string()),
    now: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, revokedBy, reason, now }) => {
    const invitation = await requireRow(ctx, invitationId);
    await ctx.db.patch(invitation._id, {
      status: "canceled",
      revokedAt: now,
      revokedBy,
      revokeReason: reason,
    });
    await killLinks(ctx, invitation._id, now);
    return null;
  },
});

/** A resent invitation is pending again, with a later expiry and a reminder of its own. */
export const reopen = mutation({
  args: { invitationId: v.string(), expiresAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, expiresAt }) => {
    const invitation = await requireRow(ctx, invitationId);
    await ctx.db.patch(invitation._id, { status: "pending", expiresAt, remindedAt: undefined });
    return null;
  },
});

/** How far the newest mail of an invitation got. `sentAt` when it just left. */
export const setDelivery = mutation({
  args: {
    invitationId: v.string(),
    deliveryStatus: vDeliveryStatus,
    sentAt: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, deliveryStatus, sentAt }) => {
    const invitation = await requireRow(ctx, invitationId);
    await ctx.db.patch(invitation._id, {
      deliveryStatus,
      ...(sentAt === undefined ? {} : { lastSentAt: sentAt }),
    });
    return null;
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
    for (const invitation of due) await ctx.db.patch(invitation._id, { status: "expired" });
    return due.map(toInvitation);
  },
});

/** For development and tests: moves the moment of expiry. */
export const setExpiry = mutation({
  args: { invitationId: v.string(), expiresAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, expiresAt }) => {
    const invitation = await requireRow(ctx, invitationId);
    await ctx.db.patch(invitation._id, { expiresAt });
    return null;
  },
});

async function requireRow(ctx: MutationCtx, invitationId: string) {
  const invitation = await invitationById(ctx, invitationId);
  if (!invitation) throw new Error(`No invitation ${invitationId} to write to`);
  return invitation;
}
