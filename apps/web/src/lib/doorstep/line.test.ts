import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { accept, checkInvitationStatus } from "@/lib/doorstep/functions";
import { Line } from "@/lib/doorstep/line";
import { hasTrouble } from "@/lib/trouble";

const { said, results, client } = vi.hoisted(() => {
  const said: unknown[][] = [];
  const results = new Map<string, unknown>();
  class BaseConvexClient {
    constructor(
      readonly url: string,
      readonly onTransition: () => void,
    ) {
      client.transition = onTransition;
    }
    setAuth(...auth: unknown[]) {
      said.push(["setAuth", auth[0]]);
    }
    async mutation(name: string, args: unknown) {
      said.push(["mutation", name, args]);
      return "done";
    }
    subscribe(name: string, args: unknown) {
      said.push(["subscribe", name, args]);
      return { unsubscribe: () => said.push(["unsubscribe", name]) };
    }
    localQueryResult(name: string) {
      const result = results.get(name);
      if (result instanceof Error) throw result;
      return result;
    }
  }
  const client = { BaseConvexClient, transition: () => {} };
  return { said, results, client };
});
vi.mock("convex/browser", () => client);

const STATUS = "models/invitations:checkInvitationStatus";
const LINK = { invitationId: "i", token: "t" };

beforeEach(() => {
  said.length = 0;
  results.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("who calls is known before anything is called", async () => {
  const fetchToken = async () => "a.b.c";
  const line = new Line("https://deployment.test", fetchToken);
  expect(await line.call(accept, LINK)).toBe("done");
  expect(said).toEqual([
    ["setAuth", fetchToken],
    ["mutation", "models/invitations:accept", LINK],
  ]);
});

test("a caller without a session is nobody", () => {
  new Line("https://deployment.test", undefined);
  expect(said).toEqual([]);
});

test("each new answer is heard until it is stopped", () => {
  const line = new Line("https://deployment.test", undefined);
  const heard: unknown[] = [];
  const stop = line.watch(checkInvitationStatus, LINK, (answer) => heard.push(answer));
  results.set(STATUS, "valid");
  client.transition();
  results.set(STATUS, "expired");
  client.transition();
  stop();
  client.transition();
  expect(heard).toEqual(["valid", "expired"]);
  expect(said.map(([what]) => what)).toEqual(["subscribe", "unsubscribe"]);
});

test("a query that failed is no answer, and is asked again until there is one", async () => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockReturnValue();
  const line = new Line("https://deployment.test", undefined);
  const heard: unknown[] = [];
  results.set(STATUS, "valid");
  const stop = line.watch(checkInvitationStatus, LINK, (answer) => heard.push(answer));
  results.set(STATUS, new Error("failed"));
  client.transition();
  expect(hasTrouble()).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  client.transition();
  await vi.advanceTimersByTimeAsync(2_000);
  results.set(STATUS, "expired");
  client.transition();
  expect(hasTrouble()).toBe(false);
  expect(heard).toEqual(["valid", "expired"]);
  expect(said.map(([what]) => what)).toEqual([
    "subscribe",
    ...["unsubscribe", "subscribe"],
    ...["unsubscribe", "subscribe"],
  ]);
  stop();
});

test("a page that is left while it waits asks no more, and is in no trouble", async () => {
  vi.useFakeTimers();
  vi.spyOn(console, "error").mockReturnValue();
  results.set(STATUS, new Error("failed"));
  new Line("https://deployment.test", undefined).watch(
    checkInvitationStatus,
    LINK,
    () => undefined,
  )();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said.map(([what]) => what)).toEqual(["subscribe", "unsubscribe"]);
  expect(hasTrouble()).toBe(false);
});
