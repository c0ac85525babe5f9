import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useSessionAuth } from "@/components/providers/session-provider";
import { hasTrouble } from "@/lib/trouble";

const refetch = vi.hoisted(() => vi.fn());
const session = vi.hoisted(() => ({
  value: {
    data: null as unknown,
    error: null as { status: number; retryAfterSeconds?: number } | null,
    isPending: true,
    isRefetching: false,
  },
}));
vi.mock("@/lib/auth-client", () => ({
  authClient: { useSession: () => ({ ...session.value, refetch }) },
}));
const initialToken = vi.hoisted(() => ({ value: "of the server" as string | undefined }));
vi.mock("@/components/providers/live-provider", () => ({
  LiveProvider: () => null,
  useInitialToken: () => initialToken.value,
}));

const read = { data: null, error: null, isPending: false, isRefetching: false };
const pending = { ...read, isPending: true, isRefetching: true };
const signedOut = read;
const as = (id: string) => ({ ...read, data: { session: { id } } });
const failed = (status: number, retryAfterSeconds?: number) => ({
  ...read,
  error: { status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
});

beforeEach(() => {
  session.value = pending;
  refetch.mockReset();
  initialToken.value = "of the server";
});
afterEach(() => {
  vi.useRealTimers();
});

function watch() {
  const { result, rerender } = renderHook(() => useSessionAuth());
  return {
    now: () => result.current,
    becomes: (value: typeof session.value) => {
      session.value = value;
      rerender();
      return result.current;
    },
  };
}

test("the session that is read after loading is the one that the server saw", () => {
  const page = watch();
  const before = page.now().fetchAccessToken;
  expect(page.becomes(as("one"))).toMatchObject({ isAuthenticated: true, isLoading: false });
  expect(page.now().fetchAccessToken).toBe(before);
});

test("another session, from another tab, is signed in anew", () => {
  const page = watch();
  const first = page.becomes(as("one")).fetchAccessToken;
  expect(page.becomes(as("two")).fetchAccessToken).not.toBe(first);
});

test("signing out in another tab ends it here", () => {
  const page = watch();
  page.becomes(as("one"));
  expect(page.becomes(signedOut)).toMatchObject({ isAuthenticated: false, isLoading: false });
});

test.each([0, 429, 500, 503])(
  "a session read that fails with %i ends nothing, and is tried again",
  (status) => {
    vi.useFakeTimers();
    const page = watch();
    const before = page.now();
    expect(page.becomes(failed(status))).toBe(before);
    expect(before).toMatchObject({ isAuthenticated: true, isLoading: false });
    expect(hasTrouble()).toBe(true);
    act(() => vi.advanceTimersByTime(1_000));
    expect(refetch).toHaveBeenCalledOnce();
    expect(page.becomes(pending)).toBe(before);
    expect(hasTrouble()).toBe(true);
    expect(page.becomes(as("one"))).toBe(before);
    expect(hasTrouble()).toBe(false);
  },
);

test("each read that fails is followed by a longer wait, and one that works ends that", () => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  const page = watch();
  const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000];
  for (const [failures, wait] of waits.entries()) {
    page.becomes(failed(500));
    act(() => vi.advanceTimersByTime(wait - 1));
    expect(refetch).toHaveBeenCalledTimes(failures);
    act(() => vi.advanceTimersByTime(1));
    expect(refetch).toHaveBeenCalledTimes(failures + 1);
    page.becomes({ ...as("one"), isRefetching: true });
  }
  page.becomes(as("one"));
  page.becomes(failed(500));
  act(() => vi.advanceTimersByTime(1_000));
  expect(refetch).toHaveBeenCalledTimes(waits.length + 1);
});

test("a browser that comes online reads at once, unless the server wants to be left alone", () => {
  vi.useFakeTimers();
  const page = watch();
  page.becomes(failed(0));
  act(() => window.dispatchEvent(new Event("online")));
  expect(refetch).toHaveBeenCalledOnce();
  page.becomes(failed(429, 20));
  act(() => window.dispatchEvent(new Event("online")));
  act(() => vi.advanceTimersByTime(20_000));
  expect(refetch).toHaveBeenCalledOnce();
  act(() => vi.advanceTimersByTime(2_000));
  expect(refetch).toHaveBeenCalledTimes(2);
});

test("a first read that finds somebody else is not taken for who the server saw", async () => {
  initialToken.value = `a.${btoa(JSON.stringify({ sessionId: "one", name: "Åse" }))}.c`;
  vi.stubGlobal("fetch", async () => Response.json({ token: "of the second" }));
  const page = watch();
  const before = page.now().fetchAccessToken;
  const { fetchAccessToken } = page.becomes(as("two"));
  expect(fetchAccessToken).not.toBe(before);
  expect(await fetchAccessToken({ forceRefreshToken: false })).toBe("of the second");
});

test("an answer 401 ends the session, as an answer without one does", () => {
  const page = watch();
  expect(page.becomes(failed(401))).toMatchObject({ isAuthenticated: false, isLoading: false });
});

test("a session that has ended stays so while it is read again", () => {
  const page = watch();
  page.becomes(signedOut);
  expect(page.becomes(pending)).toMatchObject({ isAuthenticated: false, isLoading: false });
});

test("who signs in after the first session has ended is not taken for its person", async () => {
  const page = watch();
  page.becomes(signedOut);
  const { fetchAccessToken } = page.becomes(as("two"));
  vi.stubGlobal("fetch", async () => Response.json({ token: "of the second" }));
  expect(await fetchAccessToken({ forceRefreshToken: false })).toBe("of the second");
});

test("the first session's token is the one that the server rendered with", async () => {
  expect(await watch().now().fetchAccessToken({ forceRefreshToken: false })).toBe("of the server");
});

test("a token that is refused has the session read again", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  expect(await watch().now().fetchAccessToken({ forceRefreshToken: true })).toBeNull();
  expect(refetch).toHaveBeenCalledOnce();
});
