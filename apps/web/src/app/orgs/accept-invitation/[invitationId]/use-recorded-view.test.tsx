import { renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { beforeEach, expect, test, vi } from "vitest";
import { useRecordedView } from "./use-recorded-view";

const recordView = vi.fn();
vi.mock("@/hooks/use-line", () => ({
  useCall: () => recordView,
}));

const LINK = { invitationId: "i", token: "t" };

beforeEach(() => {
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
