import { renderHook } from "@testing-library/react";
import type { Preloaded } from "convex/react";
import type { FunctionReference } from "convex/server";
import { expect, test, vi } from "vitest";
import { useLiveAnswer } from "@/hooks/use-live-answer";

const session = { isAuthenticated: true };
const answers: Record<string, string | undefined> = { asked: "one" };
vi.mock("convex/react", () => ({
  useConvexAuth: () => session,
  useQuery: (_: unknown, args: unknown) => (args === "skip" ? undefined : answers.asked),
}));

const query = {} as FunctionReference<"query">;

test("the last answer stays while the session renews itself", () => {
  const { result, rerender } = renderHook(() => useLiveAnswer(query, {}));
  expect(result.current).toBe("one");
  session.isAuthenticated = false;
  rerender();
  expect(result.current).toBe("one");
  session.isAuthenticated = true;
  answers.asked = "two";
  rerender();
  expect(result.current).toBe("two");
});

test("what the server rendered with is the answer until there is a live one", () => {
  answers.asked = undefined;
  const first = { _valueJSON: "rendered" } as unknown as Preloaded<typeof query>;
  const { result, rerender } = renderHook(() => useLiveAnswer(query, {}, first));
  expect(result.current).toBe("rendered");
  answers.asked = "live";
  rerender();
  expect(result.current).toBe("live");
});
