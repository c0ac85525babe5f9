import { act, render, screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { StrictMode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { doorstepOf, type LinkView } from "@/lib/doorstep/doorstep";
import { expiredLink, NOW } from "@/lib/doorstep/link-views.samples";
import type { AfterExpiry } from "./expired-step";
import { useAutoReInvite } from "./use-auto-re-invite";

const processAutoReInvite = vi.fn();
vi.mock("@/hooks/use-line", () => ({ useCall: () => processAutoReInvite }));

const expired: LinkView = { ...expiredLink, autoReInviteAvailable: true };

function Page({ status }: { status: LinkView }) {
  const wasRefused = useAutoReInvite(doorstepOf(status, NOW) as AfterExpiry, {
    invitationId: "i",
    token: "t",
  });
  return <output>{`refused: ${wasRefused}`}</output>;
}

beforeEach(() => {
  processAutoReInvite.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a page asks for the renewal once, though React runs its effects twice", async () => {
  processAutoReInvite.mockResolvedValue({ success: true, message: "New invitation sent" });
  const { rerender } = render(<Page status={expired} />, { wrapper: StrictMode });
  await waitFor(() => expect(screen.getByText("refused: false")).toBeVisible());
  rerender(<Page status={{ ...expired, autoReInviteAvailable: false }} />);
  rerender(<Page status={expired} />);
  expect(processAutoReInvite).toHaveBeenCalledExactlyOnceWith({ invitationId: "i", token: "t" });
});

test("a refusal leaves the other offers", async () => {
  processAutoReInvite.mockResolvedValue({
    success: false,
    message: "Auto re-invite not available",
  });
  render(<Page status={expired} />);
  await waitFor(() => expect(screen.getByText(/refused: true/)).toBeVisible());
});

test("a refusal that is thrown leaves them too", async () => {
  processAutoReInvite.mockRejectedValue(new ConvexError({ code: "rate_limited", message: "" }));
  render(<Page status={expired} />);
  await waitFor(() => expect(screen.getByText(/refused: true/)).toBeVisible());
});

test("a call that fails is no refusal, and is made again until it is answered", async () => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockReturnValue();
  processAutoReInvite.mockRejectedValueOnce(new Error("Server Error"));
  processAutoReInvite.mockRejectedValueOnce(new Error("Server Error"));
  processAutoReInvite.mockResolvedValue({ success: true, message: "New invitation sent" });
  render(<Page status={expired} />);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(processAutoReInvite).toHaveBeenCalledTimes(3);
  expect(screen.getByText("refused: false")).toBeVisible();
});

test("a page that expires while it is open asks the server, whose answer is from before", () => {
  processAutoReInvite.mockResolvedValue({
    success: false,
    message: "Auto re-invite not available",
  });
  render(<Page status={{ ...expired, status: "valid", autoReInviteAvailable: false }} />);
  expect(processAutoReInvite).toHaveBeenCalledOnce();
});

test("an expired invitation that is not renewed is left alone", () => {
  render(<Page status={{ ...expired, autoReInviteAvailable: false }} />);
  expect(processAutoReInvite).not.toHaveBeenCalled();
});
