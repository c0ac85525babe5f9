import { beforeEach, describe, expect, test } from "vitest";
import type { Caller, QueryOutcome, Subscription } from "../wire/calls.ts";
import type { SessionCall } from "./session-types.ts";
import { SharedQueries } from "./shared-queries.ts";

const anonymous: Caller = { kind: "client", identity: null };

function callOf(fields: Partial<SessionCall> = {}): SessionCall {
  return { path: "m:list", argsJson: "{}", componentPath: undefined, caller: anonymous, ...fields };
}

function outcome(value: unknown, journal: string | null = null): QueryOutcome {
  return { ok: true, valueJson: JSON.stringify(value), logLines: [], journal };
}

let running: Map<number, Subscription>;
let shared: SharedQueries<{ name: string }>;
const [tab, otherTab] = [{ name: "tab" }, { name: "other tab" }];

beforeEach(() => {
  running = new Map();
  shared = new SharedQueries(
    {
      subscribe: (subscription) => running.set(subscription.id, subscription),
      unsubscribe: (id) => running.delete(id),
    },
    () => "r",
  );
});

const idOfOnly = () => [...running.keys()][0] ?? 0;

describe("sharing", () => {
  test("equal queries of two sockets are one subscription, which ends with the last of them", () => {
    shared.watch(tab, 0, callOf(), null);
    shared.watch(otherTab, 5, callOf(), null);
    expect(running.size).toBe(1);
    shared.unwatch(tab, 0);
    expect(running.size).toBe(1);
    shared.unwatchAll(otherTab);
    expect(running.size).toBe(0);
  });

  test.each([
    ["path", { path: "m:other" }],
    ["arguments", { argsJson: '{"a":1}' }],
    ["component", { componentPath: "c" }],
    [
      "identity",
      {
        caller: {
          kind: "client",
          identity: { tokenIdentifier: "i|a", issuer: "i", subject: "a" },
        },
      },
    ],
    ["administrator", { caller: { kind: "admin", identity: null } }],
  ] satisfies Array<[string, Partial<SessionCall>]>)(
    "another %s is another subscription",
    (_, fields) => {
      shared.watch(tab, 0, callOf(), null);
      shared.watch(otherTab, 0, callOf(fields), null);
      expect(running.size).toBe(2);
    },
  );

  test("another journal is another subscription", () => {
    shared.watch(tab, 0, callOf(), null);
    shared.watch(otherTab, 0, callOf(), "end");
    expect(running.size).toBe(2);
  });

  test("a newcomer gets the result that is there, without another run", () => {
    shared.watch(tab, 0, callOf(), null);
    shared.apply({ ts: 1n, results: [{ id: idOfOnly(), outcome: outcome("a") }] });
    const result = shared.watch(otherTab, 0, callOf(), null);
    expect(result?.tail).toContain('"a"');
  });

  test("a page that was re-run up to its old end takes no newcomer", () => {
    shared.watch(tab, 0, callOf(), null);
    const id = idOfOnly();
    shared.apply({ ts: 1n, results: [{ id, outcome: outcome("a", "end") }] });
    shared.apply({ ts: 2n, results: [{ id, outcome: outcome("ab", "end") }] });
    expect(shared.watch(otherTab, 0, callOf(), null)).toBeNull();
    expect(running.size).toBe(2);
  });
});

describe("refreshes", () => {
  test("each watching socket hears of a changed result under its own query ids", () => {
    shared.watch(tab, 0, callOf(), null);
    shared.watch(tab, 1, callOf(), null);
    shared.watch(otherTab, 7, callOf(), null);
    const news = shared.apply({
      ts: 1n,
      results: [{ id: idOfOnly(), outcome: outcome("a") }],
    });
    expect(news.get(tab)?.map((each) => each.queryId)).toEqual([0, 1]);
    expect(news.get(otherTab)?.map((each) => each.queryId)).toEqual([7]);
  });

  test("a result equal to the former one is told to no watcher", () => {
    shared.watch(tab, 0, callOf(), null);
    const refresh = { ts: 1n, results: [{ id: idOfOnly(), outcome: outcome("a") }] };
    shared.apply(refresh);
    expect(shared.apply({ ...refresh, ts: 2n }).size).toBe(0);
  });

  test("a result that arrives after the last watcher has gone is dropped", () => {
    shared.watch(tab, 0, callOf(), null);
    const id = idOfOnly();
    shared.unwatch(tab, 0);
    expect(shared.apply({ ts: 1n, results: [{ id, outcome: outcome("a") }] }).size).toBe(0);
  });
});
