import { v } from "convex/values";
import { components } from "../_generated/api";
import { type MutationCtx, mutation, type QueryCtx, query } from "../_generated/server";
import { spend } from "../access/actionLimits";
import { requireSession } from "../access/session";
import { isUnsubscribeToken, noticesOff, setNotice } from "../records/noticePreferences";
import { refuse } from "../refuse";
import { type NoticeKind, noticeKinds, vNoticeKind } from "../shapes";

/** The notices that a person gets, set by themselves or through the link that each notice carries. */

/** Of the signed-in person. Refuses: not_signed_in. */
export const get = query({
  args: {},
  returns: v.array(v.object({ kind: vNoticeKind, isOn: v.boolean() })),
  handler: async (ctx) => {
    const { user } = await requireSession(ctx);
    const off = await noticesOff(ctx, user.id);
    return noticeKinds.map((kind) => ({ kind, isOn: !off.includes(kind) }));
  },
});

/** Refuses: not_signed_in, rate_limited. */
export const set = mutation({
  args: { kind: vNoticeKind, isOn: v.boolean() },
  returns: v.null(),
  handler: async (ctx, notice) => {
    const { user } = await requireSession(ctx);
    await spend(ctx, "noticeChange", user.id);
    await setNotice(ctx, user.id, notice, Date.now());
    return null;
  },
});

const throughLink = { user: v.string(), notice: v.string(), token: v.string() };

/** What a notice's link is about; null for one that is none of ours. Changes nothing: mail scanners open links. */
export const readByLink = query({
  args: throughLink,
  returns: v.union(v.null(), v.object({ kind: vNoticeKind, isOn: v.boolean(), email: v.string() })),
  handler: async (ctx, link) => {
    const read = await readLink(ctx, link);
    if (!read) return null;
    const { kind, reader } = read;
    const off = await noticesOff(ctx, reader.id);
    return { kind, isOn: !off.includes(kind), email: reader.email };
  },
});

/** Whoever has the letter: a mail program posts it without anybody being signed in. Refuses: not_found, rate_limited. */
export const setByLink = mutation({
  args: { ...throughLink, isOn: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { isOn, ...link }) => {
    const { kind, reader } = (await readLink(ctx, link)) ?? refuse("not_found");
    await spend(ctx, "noticeChange", reader.id);
    await setNotice(ctx, reader.id, { kind, isOn }, Date.now());
    return null;
  },
});

async function readLink(
  ctx: QueryCtx | MutationCtx,
  { user: userId, notice, token }: { user: string; notice: string; token: string },
) {
  const kind = noticeKinds.find((each): each is NoticeKind => each === notice);
  if (kind === undefined || !isUnsubscribeToken(token, userId, kind)) return null;
  const [reader] = await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [userId] });
  return reader ? { kind, reader } : null;
}
