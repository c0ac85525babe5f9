import type { MutationCtx } from "../_generated/server";
import { HOUR } from "../rules/time";
import type { AccountActor, AccountEventType } from "../shapes";
import { detailOf, type EventFacts } from "./events";

/** Rows of accountEvents, in the transaction of the thing that happened. */

export async function recordAccountEvent(
  ctx: MutationCtx,
  userId: string,
  event: {
    type: Exclude<AccountEventType, "wrongPassword">;
    at: number;
    by: AccountActor;
    detail?: EventFacts;
  },
): Promise<void> {
  const { type, at, by, detail = {} } = event;
  await ctx.db.insert("accountEvents", { userId, type, at, by, ...detailOf(detail) });
}

/** Counts in one row for each account and hour, however many there are. */
export async function countWrongPassword(
  ctx: MutationCtx,
  userId: string,
  now: number,
): Promise<void> {
  const hour = Math.floor(now / HOUR) * HOUR;
  const row = await ctx.db
    .query("accountEvents")
    .withIndex("by_user_type", (q) =>
      q
        .eq("userId", userId)
        .eq("type", "wrongPassword")
        .gte("at", hour)
        .lt("at", hour + HOUR),
    )
    .first();
  if (!row) {
    const first = { userId, type: "wrongPassword" as const, at: now, by: "unknown" as const };
    await ctx.db.insert("accountEvents", { ...first, detail: { count: 1, lastAt: now } });
    return;
  }
  const { count } = row.detail ?? {};
  await ctx.db.patch(row._id, {
    detail: { count: (typeof count === "number" ? count : 0) + 1, lastAt: now },
  });
}
