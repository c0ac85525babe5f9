import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hasTrouble } from "@/lib/trouble";
import { untilAnswered } from "@/lib/until-answered";

const answers = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", answers);
  answers.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const of = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers });

test.each([
  ["an answer 500", () => Promise.resolve(of(500))],
  ["an answer 503", () => Promise.resolve(of(503))],
  ["an answer 429", () => Promise.resolve(of(429))],
  ["no network", () => Promise.reject(new TypeError("Failed to fetch"))],
  ["a time-out", () => Promise.reject(new DOMException("", "TimeoutError"))],
])("%s is no answer, and is waited out", async (_, failure) => {
  answers.mockImplementationOnce(failure).mockImplementationOnce(failure);
  answers.mockResolvedValueOnce(of(401));
  const answered = untilAnswered("/api/auth/convex/token");
  await vi.advanceTimersByTimeAsync(3_000);
  expect((await answered).status).toBe(401);
  expect(answers).toHaveBeenCalledTimes(3);
});

test.each([200, 401, 404])("%i is an answer", async (status) => {
  answers.mockResolvedValueOnce(of(status));
  expect((await untilAnswered("/")).status).toBe(status);
});

test.each([429, 503])("a %i is left alone for as long as it asks", async (status) => {
  const busy = of(status, { "retry-after": "20" });
  answers.mockResolvedValueOnce(busy).mockResolvedValueOnce(of(200));
  const answered = untilAnswered("/");
  await vi.advanceTimersByTimeAsync(19_000);
  expect(hasTrouble()).toBe(true);
  expect(answers).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(2_000);
  expect((await answered).status).toBe(200);
  expect(hasTrouble()).toBe(false);
});
