import { act, renderHook } from "@testing-library/react";
import { DAY, SECOND } from "@vestibule/backend/rules/time";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useNow, useNowAhead } from "./use-now";

const NOON = Date.UTC(2026, 2, 20, 12);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["fast", NOON + 8 * DAY],
  ["slow", NOON - 8 * DAY],
])("a %s browser clock counts on from the server's", (_, browserNow) => {
  vi.setSystemTime(browserNow);
  const { result } = renderHook(() => useNow(SECOND, NOON));
  expect(result.current).toBe(NOON);
  act(() => vi.advanceTimersByTime(90 * SECOND));
  expect(result.current).toBe(NOON + 90 * SECOND);
});

test("until the first tick it is the moment that the server rendered with", () => {
  vi.setSystemTime(NOON + 400);
  const seen: number[] = [];
  const { rerender } = renderHook(() => seen.push(useNow(SECOND, NOON)));
  rerender();
  expect(new Set(seen)).toEqual(new Set([NOON]));
});

test("without the server's time it is the browser's own", () => {
  vi.setSystemTime(NOON);
  const { result } = renderHook(() => useNow(SECOND));
  act(() => vi.advanceTimersByTime(SECOND));
  expect(result.current).toBe(NOON + SECOND);
});

test.each([
  ["ahead", 3 * DAY],
  ["behind", -3 * DAY],
])(
  "with a browser clock that is %s it is the server's time, in a whole step at first",
  (_, skew) => {
    vi.setSystemTime(NOON + 400 + skew);
    const { result } = renderHook(() => useNowAhead(SECOND, -skew, NOON));
    expect(result.current).toBe(NOON);
    act(() => vi.advanceTimersByTime(2 * SECOND));
    expect(result.current).toBe(NOON + 400 + 2 * SECOND);
  },
);
