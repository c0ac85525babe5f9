import { expect, test } from "vitest";
import { bucketOf, changedDay, monthAndDayOf, summaryOf } from "./activity";
import { DAY, HOUR } from "./time";

const NOVEMBER_20 = Date.UTC(2026, 10, 20);

const nothing = {
  created: 0,
  pending: 0,
  accepted: 0,
  rejected: 0,
  canceled: 0,
  expired: 0,
  requested: 0,
  approved: 0,
  denied: 0,
};

test("days are UTC, and the last millisecond of a day belongs to it", () => {
  expect(monthAndDayOf(NOVEMBER_20)).toEqual({ month: "2026-11", day: "20" });
  expect(monthAndDayOf(NOVEMBER_20 + DAY - 1)).toEqual({ month: "2026-11", day: "20" });
  expect(monthAndDayOf(NOVEMBER_20 + 11 * DAY)).toEqual({ month: "2026-12", day: "01" });
});

test("a span lists every one of its days, the empty ones too, across months", () => {
  const { days } = summaryOf([{ month: "2026-12", days: { "01": { created: 2, accepted: 1 } } }], {
    from: NOVEMBER_20 + 9 * DAY + HOUR,
    to: NOVEMBER_20 + 11 * DAY,
  });
  expect(days).toEqual([
    { day: "2026-11-29", ...nothing },
    { day: "2026-11-30", ...nothing },
    { day: "2026-12-01", ...nothing, created: 2, accepted: 1, pending: 1 },
  ]);
});

test("an invitation neither accepted nor closed is pending, and the acceptance rate is of all created", () => {
  const counts = { created: 10, accepted: 4, rejected: 1, canceled: 2, expired: 1 };
  const span = { from: NOVEMBER_20, to: NOVEMBER_20 };
  expect(summaryOf([{ month: "2026-11", days: { "20": counts } }], span)).toMatchObject({
    byStatus: { pending: 2, accepted: 4, rejected: 1, canceled: 2, expired: 1 },
    acceptanceRate: 0.4,
  });
});

test("without invitations there is no acceptance rate and no time to accept", () => {
  expect(summaryOf([], { from: NOVEMBER_20, to: NOVEMBER_20 })).toMatchObject({
    acceptanceRate: null,
    medianTimeToAccept: null,
    p90TimeToAccept: null,
  });
});

/** The first and the last whole ms of some buckets, where the middle is farthest away. */
const bucketEdges = [1, 7, 50, 100, 150].flatMap((bucket) => {
  const start = (1.1 ** bucket - 1) * 1000;
  return [Math.floor(start), Math.ceil(start)];
});

test.each([0, 1000, 90_000, HOUR, 5 * HOUR, 3 * DAY, 89 * DAY, ...bucketEdges])(
  "a median of %s ms is told within a twentieth and 50 ms",
  (timeToAcceptMs) => {
    const day = changedDay({ created: 1 }, { accepted: 1, timeToAcceptMs });
    const span = { from: NOVEMBER_20, to: NOVEMBER_20 };
    const { medianTimeToAccept } = summaryOf([{ month: "2026-11", days: { "20": day } }], span);
    const halfABucket = (Math.sqrt(1.1) - 1) * (timeToAcceptMs + 1000);
    const rounding = 0.5;
    const error = Math.abs((medianTimeToAccept ?? Number.NaN) - timeToAcceptMs);
    expect(error).toBeLessThanOrEqual(halfABucket + rounding);
    expect(error).toBeLessThan(timeToAcceptMs / 20 + 50);
  },
);

test("the median and the 90th percentile order times as numbers, not as text", () => {
  let day = {};
  for (const hours of [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]) {
    day = changedDay(day, { accepted: 1, timeToAcceptMs: hours * HOUR });
  }
  const span = { from: NOVEMBER_20, to: NOVEMBER_20 };
  const summary = summaryOf([{ month: "2026-11", days: { "20": day } }], span);
  expect(bucketOf(summary.medianTimeToAccept ?? 0)).toBe(bucketOf(5 * HOUR));
  expect(bucketOf(summary.p90TimeToAccept ?? 0)).toBe(bucketOf(9 * HOUR));
});
