import { DAY, SECOND } from "@vestibule/backend/rules/time";
import { expect, test } from "vitest";
import {
  formatAgo,
  formatBeside,
  formatDay,
  formatExact,
  formatLeft,
  formatMoment,
  formatWeekday,
} from "@/lib/dates";

const NOON = Date.UTC(2026, 2, 12, 12);

test("the server writes days in UTC", () => {
  expect(formatDay(NOON, "server")).toBe("Mar 12, 2026");
});

test.each([
  [7 * DAY - 5 * SECOND, "7 days"],
  [6.4 * DAY, "6 days"],
  [2 * DAY - 1, "47 hours"],
  [90 * 60 * SECOND, "1 hour"],
  [4 * 60 * SECOND + 12 * SECOND, "4 min 12 s"],
  [9 * SECOND, "9 s"],
  [59.5 * SECOND, "1 min 0 s"],
  [0.2 * SECOND, "1 s"],
  [-5 * SECOND, "0 s"],
])("%d ms left read as %s", (left, words) => {
  expect(formatLeft(NOON + left, NOON)).toBe(words);
});

test.each([
  [-3 * SECOND, "just now"],
  [4 * SECOND, "just now"],
  [120 * SECOND, "2 minutes ago"],
])("%d ms after the fact reads %s", (age, words) => {
  expect(formatAgo(NOON, NOON + age)).toBe(words);
});

test("two moments of one day have their times, those of different days have not", () => {
  const noon = Date.UTC(2026, 2, 12, 12);
  expect(formatBeside(noon, noon + 60_000, "server")).toBe("Mar 12, 12:00");
  expect(formatBeside(noon, noon + 24 * 3_600_000, "server")).toBe("Mar 12, 2026");
});

test("dates are in the language of the sentences around them, in the reader's zone", () => {
  expect(formatExact(NOON, "server")).toBe("Thursday, March 12, 2026 at 12:00");
  expect(formatWeekday(NOON, "server")).toBe("Thursday, March 12");
  expect(formatMoment(NOON, "server")).toBe("Thursday, March 12 at 12:00");
  expect(formatWeekday(NOON, "browser")).toMatch(/^(Wednesday|Thursday|Friday), March \d+$/);
});
