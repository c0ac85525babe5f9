import type { MutationCtx, QueryCtx } from "../_generated/server";
import {
  type Change,
  changedDay,
  type DayCounts,
  monthAndDayOf,
  monthsOf,
} from "../rules/activity";

/**
 * Counts of an organization by day, a row for each month. Changed in the transaction of the thing that
 * is counted, so they are true under every race; read by the analytics alone.
 */

export interface Counted {
  organizationId: string;
  /** The day it counts on: an invitation's is the day it was made. Ms since the epoch. */
  on: number;
  change: Change;
}

/** An invitation counts on the day that it was made. */
export function countedAs(
  { organizationId, createdAt }: { organizationId: string; createdAt: number },
  change: Change,
): Counted {
  return { organizationId, on: createdAt, change };
}

/** Several at once: a row is read and written once, however many of them it counts. */
export async function count(ctx: MutationCtx, counted: Counted[]): Promise<void> {
  const byRow = new Map<string, Counted[]>();
  for (const one of counted) {
    const row = `${one.organizationId} ${monthAndDayOf(one.on).month}`;
    byRow.set(row, [...(byRow.get(row) ?? []), one]);
  }
  for (const together of byRow.values()) await countInOneRow(ctx, together);
}

async function countInOneRow(ctx: MutationCtx, counted: Counted[]): Promise<void> {
  const [first] = counted;
  if (!first) return;
  const { organizationId } = first;
  const { month } = monthAndDayOf(first.on);
  const row = await ctx.db
    .query("organizationActivity")
    .withIndex("by_organization_month", (q) =>
      q.eq("organizationId", organizationId).eq("month", month),
    )
    .unique();
  const days: Record<string, DayCounts> = { ...row?.days };
  for (const { on, change } of counted) {
    const { day } = monthAndDayOf(on);
    days[day] = changedDay(days[day] ?? {}, change);
  }
  if (row) await ctx.db.patch(row._id, { days });
  else await ctx.db.insert("organizationActivity", { organizationId, month, days });
}

/** The months that a span touches; the caller bounds the span. */
export async function activityOf(
  ctx: QueryCtx,
  organizationId: string,
  span: { from: number; to: number },
) {
  const { first, last } = monthsOf(span);
  return await ctx.db
    .query("organizationActivity")
    .withIndex("by_organization_month", (q) =>
      q.eq("organizationId", organizationId).gte("month", first).lte("month", last),
    )
    .collect();
}
