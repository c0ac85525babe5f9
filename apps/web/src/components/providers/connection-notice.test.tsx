import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdTrouble } from "@/lib/trouble";
import { ConnectionNotice, PATIENCE_MS } from "./connection-notice";

let isWebSocketConnected = false;
let tell = () => {};
const convex = {
  connectionState: () => ({ isWebSocketConnected }),
  subscribeToConnectionState(listener: () => void) {
    tell = listener;
    return () => undefined;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  isWebSocketConnected = false;
});
afterEach(() => {
  vi.useRealTimers();
});

function become(connected: boolean) {
  isWebSocketConnected = connected;
  act(() => tell());
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));
const said = () => screen.getByRole("status").textContent;

test("a connection that stays away is said, and what happens next; back, it says nothing", () => {
  render(<ConnectionNotice client={convex} />);
  become(true);
  become(false);
  pass(PATIENCE_MS - 1);
  expect(said()).toBe("");
  pass(1);
  expect(said()).toMatch(/will update when you're back online/);
  become(true);
  expect(said()).toBe("");
});

test("tries that fail in between do not start the wait again", () => {
  render(<ConnectionNotice client={convex} />);
  pass(PATIENCE_MS - 1);
  become(false);
  pass(1);
  expect(said()).toMatch(/Connection lost/);
});

test("a browser without a network says so, though its socket does not know yet", () => {
  isWebSocketConnected = true;
  render(<ConnectionNotice client={convex} />);
  vi.spyOn(window.navigator, "onLine", "get").mockReturnValue(false);
  act(() => window.dispatchEvent(new Event("offline")));
  pass(PATIENCE_MS);
  expect(said()).toMatch(/Connection lost/);
  vi.spyOn(window.navigator, "onLine", "get").mockReturnValue(true);
  act(() => window.dispatchEvent(new Event("online")));
  expect(said()).toBe("");
});

test("a short break is not worth a word", () => {
  render(<ConnectionNotice client={convex} />);
  pass(PATIENCE_MS - 1);
  become(true);
  pass(PATIENCE_MS);
  expect(said()).toBe("");
});

test.each([["with a connection", convex] as const, ["before there is one", undefined] as const])(
  "what could not be found out is said %s, until it is",
  (_, client) => {
    isWebSocketConnected = true;
    render(<ConnectionNotice client={client} />);
    let release = () => {};
    act(() => {
      release = holdTrouble();
    });
    pass(PATIENCE_MS - 1);
    expect(said()).toBe("");
    pass(1);
    expect(said()).toBe("The server isn't responding. Trying again…");
    act(release);
    expect(said()).toBe("");
  },
);
