import { renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { useRecordedView } from "./use-recorded-view";

const recordView = vi.fn();
let isLoading = false;
vi.mock("convex/react", () => ({
  useMutation: () => recordView,
  useConvexAuth: () => ({ isLoading }),
}));

const LINK = { invitationId: "i", token: "t" };

beforeEach(() => {
  isLoading = false;
  recordView.mockReset().mockResolvedValue(null);
});

test("an opened link is told once, though React runs effects twice and the page lives on", () => {
  const { rerender } = renderHook(({ link }) => useRecordedView(link, true), {
    initialProps: { link: LINK },
    wrapper: StrictMode,
  });
  rerender({ link: { ...LINK } });
  rerender({ link: { ...LINK, token: "u" } });
  expect(recordView).toHaveBeenCalledExactlyOnceWith(LINK);
});

test("who looks is part of it, so it waits until the session is known", () => {
  isLoading = true;
  const { rerender } = renderHook(() => useRecordedView(LINK, true));
  expect(recordView).not.toHaveBeenCalled();
  isLoading = false;
  rerender();
  expect(recordView).toHaveBeenCalledOnce();
});

test.each([
  ["nothing was found", LINK, false],
  ["no link was opened", { invitationId: "i" }, true],
])("nothing is told where %s", (_, link, isFound) => {
  renderHook(() => useRecordedView(link, isFound));
  expect(recordView).not.toHaveBeenCalled();
});

test("a link that was revoked meanwhile causes no error", async () => {
  recordView.mockRejectedValue(new Error("not_found"));
  renderHook(() => useRecordedView(LINK, true));
  await expect(recordView.mock.results[0]?.value).rejects.toThrow("not_found");
});
