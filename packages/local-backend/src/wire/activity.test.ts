import { expect, test } from "vitest";
import { Activity, activityStates, newActivityBuffer } from "./activity.ts";

function pair(): { worker: Activity; watcher: Activity } {
  const buffer = newActivityBuffer();
  return { worker: new Activity(buffer), watcher: new Activity(buffer) };
}

function pausedLoad(): { load: () => Promise<void>; finish: () => void } {
  let finish: () => void = () => {};
  const promise = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { load: () => promise, finish };
}

test("the watcher sees who runs since when", () => {
  const { worker, watcher } = pair();
  worker.begin({ kind: "subscription", id: 7 }, 100);
  expect(watcher.state).toBe(activityStates.running);
  expect(watcher.since).toBe(100);
  expect(watcher.culprit).toEqual({ kind: "subscription", id: 7 });
  worker.begin({ kind: "job", label: "job ä" }, 200);
  expect(watcher.culprit).toEqual({ kind: "job", label: "job ä" });
  worker.enter(activityStates.idle, 300);
  expect(watcher.culprit).toBeNull();
});

test("loading a module does not count as the function's own time, and keeps it as the culprit", async () => {
  const { worker, watcher } = pair();
  const module = pausedLoad();
  worker.begin({ kind: "call", id: 3 }, 100);
  const loading = worker.whileImporting(() => 500, module.load);
  expect(watcher.state).toBe(activityStates.importing);
  expect(watcher.culprit).toEqual({ kind: "call", id: 3 });
  module.finish();
  await loading;
  expect(watcher.state).toBe(activityStates.running);
  expect(watcher.since).toBe(500);
});

test("loads that overlap with functions and with one another leave the worker idle at the end", async () => {
  const { worker, watcher } = pair();
  const [first, second] = [pausedLoad(), pausedLoad()];
  worker.begin({ kind: "call", id: 1 }, 0);
  const firstLoad = worker.whileImporting(() => 1, first.load);
  const secondLoad = worker.whileImporting(() => 2, second.load);
  first.finish();
  await firstLoad;
  worker.enter(activityStates.idle, 3);
  expect(watcher.state).toBe(activityStates.importing);
  second.finish();
  await secondLoad;
  expect(watcher.state).toBe(activityStates.idle);
});
