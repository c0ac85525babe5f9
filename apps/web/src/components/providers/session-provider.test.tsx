import { renderHook } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { useSessionAuth } from "@/components/providers/session-provider";

const session = vi.hoisted(() => ({ value: { data: null as unknown, isPending: true } }));
vi.mock("@/lib/auth-client", () => ({ authClient: { useSession: () => session.value } }));

const pending = { data: null, isPending: true };
const signedOut = { data: null, isPending: false };
const as = (id: string) => ({ data: { session: { id } }, isPending: false });

beforeEach(() => {
  session.value = pending;
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
