import { beforeEach, expect, test, vi } from "vitest";
import { accept, checkInvitationStatus } from "@/lib/doorstep/functions";
import { Line } from "@/lib/doorstep/line";

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
  const stop = line.watch(checkInvitationStatus, LINK, (read) => heard.push(read()));
  results.set(STATUS, "valid");
  client.transition();
  results.set(STATUS, "expired");
  client.transition();
  stop();
  client.transition();
  expect(heard).toEqual([undefined, "valid", "expired"]);
  expect(said.map(([what]) => what)).toEqual(["subscribe", "unsubscribe"]);
});

test("a query that failed throws where it is read", () => {
  const line = new Line("https://deployment.test", undefined);
  results.set(STATUS, new Error("failed"));
  expect(() => line.watch(checkInvitationStatus, LINK, (read) => read())).toThrow("failed");
});
