import { describe, expect, test } from "vitest";
import type { CronSpec } from "../../wire/deployed-app.ts";
import { cronProblem, nextCronTime } from "./cron-schedule.ts";

function spec(schedule: CronSpec["schedule"], identifier = "cron"): CronSpec {
  return { identifier, name: "jobs:run", args: [{}], schedule };
}

const NOON = Date.UTC(2026, 0, 14, 12, 0, 0);

describe("the next run after Wednesday, 14 January 2026, 12:00 UTC", () => {
  test.each([
    [{ type: "hourly", minuteUTC: 30 }, "2026-01-14T12:30:00.000Z"],
    [{ type: "daily", hourUTC: 9, minuteUTC: 5 }, "2026-01-15T09:05:00.000Z"],
    [{ type: "weekly", dayOfWeek: "monday", hourUTC: 0, minuteUTC: 0 }, "2026-01-19T00:00:00.000Z"],
    [{ type: "weekly", dayOfWeek: "sunday", hourUTC: 1, minuteUTC: 2 }, "2026-01-18T01:02:00.000Z"],
    [{ type: "monthly", day: 30, hourUTC: 17, minuteUTC: 30 }, "2026-01-30T17:30:00.000Z"],
    [{ type: "cron", cron: "0 12 * * *" }, "2026-01-15T12:00:00.000Z"],
    [{ type: "cron", cron: "15 7 1 * *" }, "2026-02-01T07:15:00.000Z"],
  ])("of %j is at %s", (schedule, expected) => {
    const next = nextCronTime(spec(schedule), NOON, NOON);
    expect(new Date(next ?? 0).toISOString()).toBe(expected);
  });
});

test("a month without the day is left out", () => {
  const february = Date.UTC(2026, 1, 1);
  const next = nextCronTime(
    spec({ type: "monthly", day: 30, hourUTC: 0, minuteUTC: 0 }),
    february,
    february,
  );
  expect(new Date(next ?? 0).toISOString()).toBe("2026-03-30T00:00:00.000Z");
});

test("an interval keeps its phase and skips what was missed", () => {
  const every = spec({ type: "interval", seconds: 30 });
  expect(nextCronTime(every, NOON, NOON)).toBe(NOON + 30_000);
  expect(nextCronTime(every, NOON, NOON + 30_000)).toBe(NOON + 60_000);
  expect(nextCronTime(every, NOON, NOON + 99_000)).toBe(NOON + 120_000);
});

test("a minute that was left open is the same every hour, and spreads over crons", () => {
  const minutes = Array.from({ length: 20 }, (_, index) => {
    const hourly = spec({ type: "hourly" }, `cron ${index}`);
    const first = nextCronTime(hourly, NOON, NOON) ?? 0;
    expect(nextCronTime(hourly, first, first)).toBe(first + 3_600_000);
    return new Date(first).getUTCMinutes();
  });
  expect(new Set(minutes).size).toBeGreaterThan(5);
});

test("an unknown kind of schedule is named", () => {
  expect(() => nextCronTime(spec({ type: "yearly" }), NOON, NOON)).toThrow(
    "Crons of type `yearly` are not supported locally",
  );
});

test.each([
  ["not a cron", /"not a cron" is no cron expression.*five fields/],
  ["99 * * * *", /"99 \* \* \* \*" is no cron expression/],
  ["* * * * * *", /is no cron expression/],
  ["@daily", /"@daily" is no cron expression/],
  ["", /"" is no cron expression/],
  ["0 0 31 2 *", /will never match any time/],
])("the expression %j is told to be wrong", (cron, problem) => {
  expect(cronProblem(spec({ type: "cron", cron }))).toMatch(problem);
});

test.each(["*/5 * * * *", "0 16 1 * *", "0 0 29 2 *", "30 9 * * MON-FRI", "0 0 L * *"])(
  "the expression %j is taken",
  (cron) => {
    expect(cronProblem(spec({ type: "cron", cron }))).toBeNull();
  },
);

test("a name with other characters than ASCII's is told to be wrong", () => {
  expect(cronProblem(spec({ type: "interval", seconds: 1 }, "t\u00e4glich"))).toMatch(/ASCII/);
});
