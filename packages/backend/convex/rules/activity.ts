import type { InvitationStatus } from "./status";
import { DAY } from "./time";

/**
 * What is counted of an organization, day by day, and what a span of days adds up to. Days are UTC.
 * Invitations count on the day they were made, in the state they are in now; requests and decisions on
 * the day they happened.
 */

export type ClosedStatus = Exclude<InvitationStatus, "pending">;

/** One day as it is stored; absent is 0. Pending ones are what is left of `created`. */
export interface DayCounts {
  created?: number;
  accepted?: number;
  rejected?: number;
  canceled?: number;
  expired?: number;
  requested?: number;
  approved?: number;
  denied?: number;
  /** How long accepting took, by `bucketOf`. */
  timesToAccept?: Record<string, number>;
}

export const countedFields = [
  "created",
  "accepted",
  "rejected",
  "canceled",
  "expired",
  "requested",
  "approved",
  "denied",
] as const satisfies (keyof DayCounts)[];
export type CountedField = (typeof countedFields)[number];

export type Change = Partial<Record<CountedField, number>> & { timeToAcceptMs?: number };

/** 2026-11 and 20, for a moment in ms since the epoch. */
export function monthAndDayOf(at: number): { month: string; day: string } {
  const iso = new Date(at).toISOString();
  return { month: iso.slice(0, 7), day: iso.slice(8, 10) };
}

export function changedDay(counts: DayCounts, { timeToAcceptMs, ...change }: Change): DayCounts {
  const changed: DayCounts = { ...counts };
  for (const field of countedFields) {
    const by = change[field];
    if (by !== undefined) changed[field] = (changed[field] ?? 0) + by;
  }
  if (timeToAcceptMs !== undefined) {
    const bucket = bucketOf(timeToAcceptMs);
    const { timesToAccept = {} } = counts;
    changed.timesToAccept = { ...timesToAccept, [bucket]: (timesToAccept[bucket] ?? 0) + 1 };
  }
  return changed;
}

/** Each bucket's times differ by less than a tenth, from seconds to months in some 170 of them. */
const BUCKET_WIDTH = 1.1;

export function bucketOf(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return String(Math.floor(Math.log(seconds + 1) / Math.log(BUCKET_WIDTH)));
}

/**
 * In ms; the middle of the bucket. Half a bucket is under a twentieth, and buckets are of seconds + 1: within a
 * twentieth of the truth and 50 ms.
 */
function timeOf(bucket: string): number {
  return Math.round((BUCKET_WIDTH ** (Number(bucket) + 0.5) - 1) * 1000);
}

export interface Day extends Record<InvitationStatus | CountedField, number> {
  /** 2026-11-20. */
  day: string;
}

export interface Summary {
  byStatus: Record<InvitationStatus, number>;
  /** Of all that were made, 0 to 1; null when none was. */
  acceptanceRate: number | null;
  /** In ms, within a twentieth and 50 ms; null when nobody has accepted. */
  medianTimeToAccept: number | null;
  p90TimeToAccept: number | null;
  requests: { requested: number; approved: number; denied: number };
  /** Oldest first, without gaps. */
  days: Day[];
}

/** The days from the one of `from` to the one of `to`, both included. */
export function summaryOf(
  months: { month: string; days: Record<string, DayCounts> }[],
  { from, to }: { from: number; to: number },
): Summary {
  const stored = new Map(months.map(({ month, days }) => [month, days]));
  const days: Day[] = [];
  const times = new Map<string, number>();
  for (let at = startOfDay(from); at <= to; at += DAY) {
    const { month, day } = monthAndDayOf(at);
    const counts = stored.get(month)?.[day] ?? {};
    days.push(dayOf(`${month}-${day}`, counts));
    for (const [bucket, count] of Object.entries(counts.timesToAccept ?? {})) {
      times.set(bucket, (times.get(bucket) ?? 0) + count);
    }
  }
  const total = (field: InvitationStatus | CountedField) =>
    days.reduce((sum, day) => sum + day[field], 0);
  const created = total("created");
  return {
    byStatus: {
      pending: total("pending"),
      accepted: total("accepted"),
      rejected: total("rejected"),
      canceled: total("canceled"),
      expired: total("expired"),
    },
    acceptanceRate: created === 0 ? null : total("accepted") / created,
    medianTimeToAccept: quantileOf(times, 0.5),
    p90TimeToAccept: quantileOf(times, 0.9),
    requests: {
      requested: total("requested"),
      approved: total("approved"),
      denied: total("denied"),
    },
    days,
  };
}

/** The months that a span of days touches, oldest first. */
export function monthsOf({ from, to }: { from: number; to: number }): {
  first: string;
  last: string;
} {
  return { first: monthAndDayOf(from).month, last: monthAndDayOf(to).month };
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY) * DAY;
}

function dayOf(day: string, counts: DayCounts): Day {
  const count = (field: CountedField) => counts[field] ?? 0;
  const closed = count("accepted") + count("rejected") + count("canceled") + count("expired");
  return {
    day,
    created: count("created"),
    pending: count("created") - closed,
    accepted: count("accepted"),
    rejected: count("rejected"),
    canceled: count("canceled"),
    expired: count("expired"),
    requested: count("requested"),
    approved: count("approved"),
    denied: count("denied"),
  };
}

/** The time within which that part of all accepted. */
function quantileOf(times: Map<string, number>, part: number): number | null {
  const sorted = [...times].sort(([a], [b]) => Number(a) - Number(b));
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of sorted) {
    seen += count;
    if (seen >= all * part) return timeOf(bucket);
  }
  return null;
}
