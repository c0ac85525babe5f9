import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hasTrouble } from "@/lib/trouble";
import { onNextTry, untilItWorks } from "@/lib/try-again";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** After how many ms the next try comes. */
function waitAfter(failed: number, secondsAskedFor?: number): number {
  const go = vi.fn();
  const from = Date.now();
  onNextTry(go, failed, secondsAskedFor);
  while (go.mock.calls.length === 0) vi.advanceTimersToNextTimer();
  return Date.now() - from;
}

test.each([
  [0, 1_000],
  [1, 2_000],
  [3, 8_000],
  [4, 15_000],
  [2_000, 15_000],
])("after %i failures a try waits at most %i ms, and at least half of that", (failed, most) => {
  vi.spyOn(Math, "random").mockReturnValueOnce(0).mockReturnValueOnce(1);
  expect([waitAfter(failed), waitAfter(failed)]).toEqual([most / 2, most]);
});

test("what the server asks for comes on top", () => {
  expect(waitAfter(0, 20)).toBeGreaterThanOrEqual(20_500);
});

const events: [string, () => void][] = [
  ["a browser that comes online", () => window.dispatchEvent(new Event("online"))],
  ["a page that comes into sight", () => document.dispatchEvent(new Event("visibilitychange"))],
];

test.each(events)("%s tries again at once, and once", async (_, happen) => {
  const go = vi.fn();
  onNextTry(go, 4);
  happen();
  happen();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(go).toHaveBeenCalledOnce();
});

test.each(events)("%s does not ask a server that wants to be left alone", (_, happen) => {
  const go = vi.fn();
  onNextTry(go, 0, 20);
  happen();
  expect(go).not.toHaveBeenCalled();
});

test("a page that goes out of sight tries nothing", () => {
  const go = vi.fn();
  onNextTry(go, 0);
  vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(go).not.toHaveBeenCalled();
});

test("a try that was called off does not come", async () => {
  const go = vi.fn();
  onNextTry(go, 0)();
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(go).not.toHaveBeenCalled();
});

test("the page is in trouble from the first failure until it works", async () => {
  const attempt = vi.fn<() => Promise<string>>();
  attempt.mockRejectedValueOnce(new Error("one")).mockRejectedValueOnce(new Error("two"));
  attempt.mockResolvedValueOnce("done");
  const done = untilItWorks(attempt);
  await vi.advanceTimersByTimeAsync(1_200);
  expect(hasTrouble()).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await done).toBe("done");
  expect(hasTrouble()).toBe(false);
});

test("a failure that trying again does not mend is thrown", async () => {
  const bug = new Error("bug");
  const attempt = () => Promise.reject(bug);
  await expect(untilItWorks(attempt, () => false)).rejects.toBe(bug);
  expect(hasTrouble()).toBe(false);
});
