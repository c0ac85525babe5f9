import type { MutationCtx, QueryCtx } from "../_generated/server";
import { requireSiteUrl } from "../environment";
import { secretOf, sha256 } from "../secrets";
import type { NoticeKind } from "../shapes";

/**
 * Which notices a person wants. By kind and for every organization: who stops them in a mail program means the letter before
 * their eyes and those like it, and an organization that wants none of its own sends none.
 */

export async function isNoticeOff(
  ctx: QueryCtx | MutationCtx,
  userId: string,
  kind: NoticeKind,
): Promise<boolean> {
  return (await noticesOff(ctx, userId)).includes(kind);
}

export async function noticesOff(
  ctx: QueryCtx | MutationCtx,
  userId: string,
): Promise<NoticeKind[]> {
  return (await rowOf(ctx, userId))?.off ?? [];
}

export async function setNotice(
  ctx: MutationCtx,
  userId: string,
  { kind, isOn }: { kind: NoticeKind; isOn: boolean },
  now: number,
): Promise<void> {
  const row = await rowOf(ctx, userId);
  const before = row?.off ?? [];
  if (before.includes(kind) === !isOn) return;
  const off = isOn ? before.filter((each) => each !== kind) : [...before, kind];
  if (row) await ctx.db.patch(row._id, { off, changedAt: now });
  else await ctx.db.insert("noticePreferences", { userId, off, changedAt: now });
}

/** The page that turns a notice off, for its reader alone: derived again whenever a letter needs it, and in no table. */
export function unsubscribeLink(userId: string, kind: NoticeKind): string {
  const query = new URLSearchParams({ user: userId, notice: kind, token: tokenOf(userId, kind) });
  return `${requireSiteUrl()}/unsubscribe?${query}`;
}

export function isUnsubscribeToken(token: string, userId: string, kind: NoticeKind): boolean {
  // Hashes, because comparing the strings would take longer the more of it is right.
  return sha256(token) === sha256(tokenOf(userId, kind));
}

function tokenOf(userId: string, kind: NoticeKind): string {
  return secretOf("unsubscribe", `${kind}:${userId}`);
}

async function rowOf(ctx: QueryCtx | MutationCtx, userId: string) {
  return await ctx.db
    .query("noticePreferences")
    .withIndex("by_user", (q) => q.eq("userId", userId))
    .unique();
}
