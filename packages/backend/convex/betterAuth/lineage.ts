import { v } from "convex/values";
import { pick } from "convex-helpers";
import { attentionOf } from "../rules/diagnosis";
import type { Doc } from "./_generated/dataModel";
import { type MutationCtx, mutation, type QueryCtx } from "./_generated/server";
import { invitationById } from "./invitations";
import { change, closedBefore, replaceable, requireRow } from "./invitationWrites";
import { insertLink, killLinks } from "./links";
import { detailFields, vRole, vSource } from "./shapes";

/**
 * One invitation taking the place of an expired one. Like the other writes, none of these decides: the
 * caller has loaded, permitted and decided in the same transaction.
 */

/** More than the automatic ones and the requests of a few links ever make. */
const LINEAGE_LOOKED_AT = 50;

/**
 * A new pending invitation of the same details, with a link row for the mailbox. Automatic ones are
 * counted over the lineage, and every row of it carries the count: an approval from an older link makes
 * it branch, and what each branch has left is what the whole has left.
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
    restrainedUntil: v.optional(v.number()),
    now: v.number(),
  },
  returns: v.object({ invitationId: v.string(), tokenId: v.string() }),
  handler: async (ctx, { invitationId, now, source, ...details }) => {
    const previous = await requireRow(ctx, invitationId);
    const rootInvitationId = previous.rootInvitationId ?? previous._id;
    const [youngest = previous] = await lineageOf(ctx, previous, 1);
    const autoReInviteCount = (youngest.autoReInviteCount ?? 0) + (source === "auto" ? 1 : 0);
    if (source === "auto") await changeLineage(ctx, previous, { autoReInviteCount });
    const newest = await replaceable(ctx, previous, now);
    const closed = await closedBefore(ctx, previous);
    const replacementId = await ctx.db.insert("invitation", {
      ...pick(previous, ["organizationId", "email", ...detailFields]),
      ...details,
      status: "pending",
      createdAt: now,
      decidedAt: now,
      source,
      rootInvitationId,
      previousInvitationId: previous._id,
      autoReInviteCount,
      deliveryStatus: "queued",
      attention: attentionOf({ status: "pending", deliveryStatus: "queued" }),
    });
    await change(ctx, previous, {
      // The sweep may not have come by yet, and one address has one pending invitation.
      status: "expired",
      replacedByInvitationId: replacementId,
    });
    // Asked from an older link: the newest invitation of the address is history as well.
    if (newest && newest._id !== previous._id) {
      await change(ctx, newest, { replacedByInvitationId: replacementId });
    }
    if (closed) await change(ctx, closed, { replacedByInvitationId: replacementId });
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
      // As if it had not been made: it is no decision about the person.
      decidedAt: undefined,
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
    const replaced = await replacedBy(ctx, replacement);
    // Asked from an older link, the previous one was history already, and is again.
    const newest = replaced.find((other) => other._id !== previous._id);
    for (const other of replaced) {
      const isPrevious = other._id === previous._id;
      await change(ctx, other, {
        replacedByInvitationId: isPrevious ? (earlier?._id ?? newest?._id) : undefined,
      });
    }
    return null;
  },
});

/**
 * Takes an invitation back whose mail has not left, as if it had not been made: what it made history of stands again. What was
 * spent on it stays spent, so the letters that its invitee had are known there too.
 */
export const undo = mutation({
  args: { invitationId: v.string(), undoneBy: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, undoneBy, now }) => {
    const undone = await requireRow(ctx, invitationId);
    await change(ctx, undone, {
      status: "canceled",
      decidedAt: undefined,
      undoneAt: now,
      revokedAt: now,
      revokedBy: undoneBy,
    });
    await killLinks(ctx, undone._id, now);
    for (const other of await replacedBy(ctx, undone)) {
      await change(ctx, other, {
        replacedByInvitationId: undefined,
        restrainedUntil: undone.restrainedUntil ?? other.restrainedUntil,
      });
    }
    return null;
  },
});

/** Its mail was asked for once more, from an old link. */
export const noteMailQueued = mutation({
  args: {
    invitationId: v.string(),
    restrainedUntil: v.optional(v.number()),
    now: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { invitationId, restrainedUntil, now }) => {
    await change(ctx, await requireRow(ctx, invitationId), {
      deliveryStatus: "queued",
      deliveryReason: undefined,
      mailQueuedAt: now,
      restrainedUntil,
    });
    return null;
  },
});

/** The same change to every row of an invitation's lineage, its root included. */
async function changeLineage(
  ctx: MutationCtx,
  invitation: Doc<"invitation">,
  changes: Pick<Partial<Doc<"invitation">>, "autoReInviteCount">,
): Promise<void> {
  const root = await invitationById(ctx, invitation.rootInvitationId ?? invitation._id);
  const others = await lineageOf(ctx, invitation, LINEAGE_LOOKED_AT);
  for (const row of root ? [root, ...others] : others) {
    await ctx.db.patch(row._id, changes);
  }
}

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

/** What a new invitation made history of: the one it replaced, and the newest of its address. */
async function replacedBy(
  ctx: QueryCtx,
  { _id, organizationId, email }: Doc<"invitation">,
): Promise<Doc<"invitation">[]> {
  const rows = await ctx.db
    .query("invitation")
    .withIndex("organizationId_email_decidedAt", (q) =>
      q.eq("organizationId", organizationId).eq("email", email),
    )
    .order("desc")
    .take(LINEAGE_LOOKED_AT);
  return rows.filter(({ replacedByInvitationId }) => replacedByInvitationId === _id);
}

/** One that was withdrawn before its mail left has replaced nothing. */
function wasSent({ status, lastSentAt }: Doc<"invitation">): boolean {
  return status !== "canceled" || typeof lastSentAt === "number";
}
