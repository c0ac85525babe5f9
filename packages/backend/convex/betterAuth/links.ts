import { v } from "convex/values";
import { type MutationCtx, mutation, type QueryCtx, query } from "./_generated/server";
import { organizationById, userById } from "./caller";
import { invitationById } from "./invitations";
import { toInvitation, toOrganization, toToken, toUser } from "./rows";
import { vChannel, vInvitation, vOrganization, vToken, vUser } from "./shapes";

/** Copied links of one invitation that work at the same time; one more ends the oldest, so that ending all is little work. */
const MAX_LIVE_COPIES = 5;

/** Mail keeps one live link, since resending ends the earlier ones. The rest is margin. */
const MAX_LIVE_LINKS = MAX_LIVE_COPIES + 3;

/** A new link's row, without its hash: the token is derived from the row's id. */
export async function insertLink(
  ctx: MutationCtx,
  invitationId: string,
  channel: "email" | "copy",
  now: number,
): Promise<string> {
  return await ctx.db.insert("invitationTokens", {
    invitationId,
    channel,
    createdAt: now,
    tokenHash: "",
  });
}

export const add = mutation({
  args: { invitationId: v.string(), channel: vChannel, now: v.number() },
  returns: v.string(),
  handler: async (ctx, { invitationId, channel, now }) => {
    if (channel === "copy") await makeRoomForCopy(ctx, invitationId, now);
    return await insertLink(ctx, invitationId, channel, now);
  },
});

/** The hashes that new rows wait for, in the transaction that made them. */
export const setHashes = mutation({
  args: { hashes: v.array(v.object({ tokenId: v.string(), tokenHash: v.string() })) },
  returns: v.null(),
  handler: async (ctx, { hashes }) => {
    for (const { tokenId, tokenHash } of hashes) {
      const id = ctx.db.normalizeId("invitationTokens", tokenId);
      if (!id) throw new Error(`No link row ${tokenId} to give a hash to`);
      await ctx.db.patch(id, { tokenHash });
    }
    return null;
  },
});

/** Kills every live link of an invitation. */
export const revokeAll = mutation({
  args: { invitationId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { invitationId, now }) => {
    await killLinks(ctx, invitationId, now);
    return null;
  },
});

/** The link that a mail to the invited address carries: the newest live one made for mail. */
export const newestForMail = query({
  args: { invitationId: v.string() },
  returns: v.union(v.null(), vToken),
  handler: async (ctx, { invitationId }) => (await newestMailed(ctx, invitationId)) ?? null,
});

/** All that a mail with a link to join says, in one call, because many of them leave together. */
export const openForMail = query({
  args: { invitationId: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      invitation: vInvitation,
      organization: vOrganization,
      newest: v.optional(vToken),
      /** While there is an account. */
      inviter: v.optional(vUser),
    }),
  ),
  handler: async (ctx, { invitationId }) => {
    const invitation = await invitationById(ctx, invitationId);
    const organization = invitation && (await organizationById(ctx, invitation.organizationId));
    if (!invitation || !organization) return null;
    const inviter = await userById(ctx, invitation.inviterId);
    return {
      invitation: toInvitation(invitation),
      organization: toOrganization(organization),
      newest: await newestMailed(ctx, invitationId),
      inviter: inviter ? toUser(inviter) : undefined,
    };
  },
});

async function newestMailed(ctx: QueryCtx, invitationId: string) {
  const live = await liveLinks(ctx, invitationId);
  const newest = live.findLast((link) => link.channel === "email");
  return newest && toToken(newest);
}

export async function killLinks(
  ctx: MutationCtx,
  invitationId: string,
  now: number,
): Promise<void> {
  for (const link of await liveLinks(ctx, invitationId)) {
    await ctx.db.patch(link._id, { revokedAt: now });
  }
}

async function makeRoomForCopy(ctx: MutationCtx, invitationId: string, now: number): Promise<void> {
  const live = await liveLinks(ctx, invitationId);
  const copies = live.filter((link) => link.channel === "copy");
  const [oldest] = copies;
  if (oldest && copies.length >= MAX_LIVE_COPIES) {
    await ctx.db.patch(oldest._id, { revokedAt: now });
  }
}

/** Oldest first; adding keeps their number within bounds. */
async function liveLinks(ctx: QueryCtx, invitationId: string) {
  return await ctx.db
    .query("invitationTokens")
    .withIndex("invitationId_revokedAt", (q) =>
      q.eq("invitationId", invitationId).eq("revokedAt", undefined),
    )
    .take(MAX_LIVE_LINKS);
}
