import { v } from "convex/values";
import { attentionOf } from "../rules/diagnosis";
import type { Doc } from "./_generated/dataModel";
import { mutation, type QueryCtx } from "./_generated/server";
import { change, requireRow } from "./invitationWrites";
import { insertLink, killLinks } from "./links";
import { vRole, vSource } from "./rows";

/**
 * One invitation taking the place of an expired one. Like the other writes, none of these decides: the
 * caller has loaded, permitted and decided in the same transaction.
 */

/** More than the automatic ones and the requests of a few links ever make. */
const LINEAGE_LOOKED_AT = 50;

/**
 * A new pending invitation of the same details, with a link row for the mailbox. Automatic ones are
 * counted over the lineage: the count is taken from its newest, wherever in it somebody asked.
 */
export const replace = mutation({
  args: {
    invitationId: v.string(),
    role: vRole,
    inviterId: v.string(),
    inviterName: v.optional(v.string()),
    source: vSource,
    expiresAt: v.number(),
    remindAt: v.optional(v.number()),
    now: v.number(),
  },
  returns: v.object({ invitationId: v.string(), tokenId: v.string() }),
  handler: async (ctx, { invitationId, now, source, ...offer }) => {
    const previous = await requireRow(ctx, invitationId);
    const rootInvitationId = previous.rootInvitationId ?? previous._id;
    const [newest = previous] = await lineageOf(ctx, previous, 1);
    const { organizationId, email, firstName, lastName, designation, department } = previous;
    const { message, projectId, projectRole } = previous;
    const replacementId = await ctx.db.insert("invitation", {
      organizationId,
      email,
      firstName,
      lastName,
      designation,
      department,
      message,
      projectId,
      projectRole,
      ...offer,
      status: "pending",
      createdAt: now,
      source,
      rootInvitationId,
      previousInvitationId: previous._id,
      autoReInviteCount: (newest.autoReInviteCount ?? 0) + (source === "auto" ? 1 : 0),
      deliveryStatus: "queued",
      attention: attentionOf({ status: "pending", deliveryStatus: "queued" }),
    });
    await change(ctx, previous, {
      // The sweep may not have come by yet, and one address has one pending invitation.
      status: "expired",
      replacedByInvitationId: replacementId,
    });
    return {
      invitationId: replacementId,
      tokenId: await insertLink(ctx, replacementId, "email", now),
    };
  },
});

/** Takes a replacement back that nobody has used: revoked, and the one it replaced stands alone again. */
export const withdraw = mutation({
  args: {
    invitationId: v.string(),
    revokedBy: v.string(),
    reason: v.string(),
    now: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, revokedBy, reason, now }) => {
    const replacement = await requireRow(ctx, invitationId);
    await change(ctx, replacement, {
      status: "canceled",
      revokedAt: now,
      revokedBy,
      revokeReason: reason,
    });
    await killLinks(ctx, replacement._id, now);
    if (!replacement.previousInvitationId) return null;
    const previous = await requireRow(ctx, replacement.previousInvitationId);
    const earlier = (await lineageOf(ctx, previous, LINEAGE_LOOKED_AT)).find(
      (other) => other.previousInvitationId === previous._id && wasSent(other),
    );
    await ctx.db.patch(previous._id, { replacedByInvitationId: earlier?._id });
    return null;
  },
});

/** No more requests from this invitation, or requests again when `blockedAt` is absent. */
export const setRequestsBlocked = mutation({
  args: { invitationId: v.string(), blockedAt: v.optional(v.number()) },
  returns: v.null(),
  handler: async (ctx, { invitationId, blockedAt }) => {
    const { _id } = await requireRow(ctx, invitationId);
    await ctx.db.patch(_id, { requestsBlockedAt: blockedAt });
    return null;
  },
});

/** Its mail was asked for once more, from an old link. */
export const noteMailQueued = mutation({
  args: { invitationId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, now }) => {
    await change(ctx, await requireRow(ctx, invitationId), {
      deliveryStatus: "queued",
      mailQueuedAt: now,
    });
    return null;
  },
});

/** Those that replaced the root of an invitation's lineage, newest first. */
async function lineageOf(
  ctx: QueryCtx,
  { _id, rootInvitationId }: Doc<"invitation">,
  limit: number,
): Promise<Doc<"invitation">[]> {
  return await ctx.db
    .query("invitation")
    .withIndex("rootInvitationId", (q) => q.eq("rootInvitationId", rootInvitationId ?? _id))
    .order("desc")
    .take(limit);
}

/** One that was withdrawn before its mail left has replaced nothing. */
function wasSent({ status, lastSentAt }: Doc<"invitation">): boolean {
  return status !== "canceled" || typeof lastSentAt === "number";
}
