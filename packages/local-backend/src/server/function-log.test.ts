import { expect, test } from "vitest";
import type { LogEntry } from "../wire/calls.ts";
import { FunctionLog } from "./function-log.ts";

function entry(identifier: string): LogEntry {
  return {
    kind: "Completion",
    identifier,
    udfType: "Query",
    componentPath: null,
    startedAt: 0,
    durationMs: 1,
    logLines: [],
    error: null,
    requestId: "r",
    caller: "HttpApi",
    identityType: "user",
  };
}

const never = new AbortController().signal;

test("entries of one millisecond are neither lost nor repeated", async () => {
  const log = new FunctionLog(1000);
  log.add(entry("a"), 1001);
  const first = await log.after(0, never);
  log.add(entry("b"), 1001);
  log.add(entry("c"), 1001);
  const second = await log.after(first.newCursor, never);
  expect(first.entries.map((each) => each.identifier)).toEqual(["a"]);
  expect(second.entries.map((each) => each.identifier)).toEqual(["b", "c"]);
});

test("a poll with nothing to tell waits for the next entry", async () => {
  const log = new FunctionLog(1000);
  const { newCursor } = await log.after(0, never);
  const polled = log.after(newCursor, never);
  log.add(entry("a"), 2000);
  expect((await polled).entries).toHaveLength(1);
});

test("a poll that is given up answers empty with its own cursor", async () => {
  const log = new FunctionLog(1000);
  const ended = new AbortController();
  const polled = log.after(5000, ended.signal);
  ended.abort();
  expect(await polled).toEqual({ entries: [], newCursor: 5000 });
});
