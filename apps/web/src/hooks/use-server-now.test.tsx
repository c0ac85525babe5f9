import { act, renderHook } from "@testing-library/react";
import { HOUR, SECOND } from "@vestibule/backend/rules/time";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const NOON = Date.UTC(2026, 2, 20, 12);

beforeEach(() => {
  vi.useFakeTimers();
  // The module keeps the largest difference for as long as the document lives.
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
});

async function openPage() {
  const { ServerClock, useServerNow } = await import("./use-server-now");
  return (serverNow: number) => {
    const wrapper = ({ children }: { children: ReactNode }) => (
      <ServerClock serverNow={serverNow}>{children}</ServerClock>
    );
    return renderHook(() => useServerNow(SECOND), { wrapper });
  };
}

test.each([
  ["fast", NOON + HOUR],
  ["slow", NOON - HOUR],
])("a %s browser clock shows the server's time all the same", async (_, browserNow) => {
  vi.setSystemTime(browserNow);
  const { result: now } = (await openPage())(NOON);
  expect(now.current).toBe(NOON);
  act(() => vi.advanceTimersByTime(3 * SECOND));
  expect(now.current).toBe(NOON + 3 * SECOND);
});

test("a page that comes back from the browser's cache does not turn the clock back", async () => {
  vi.setSystemTime(NOON);
  const open = await openPage();
  open(NOON).unmount();
  vi.setSystemTime(NOON + HOUR);
  expect(open(NOON).result.current).toBe(NOON + HOUR);
});

test("where the server says no time it is the browser's own", async () => {
  const { useServerNow } = await import("./use-server-now");
  vi.setSystemTime(NOON);
  expect(renderHook(() => useServerNow(SECOND)).result.current).toBe(NOON);
});
