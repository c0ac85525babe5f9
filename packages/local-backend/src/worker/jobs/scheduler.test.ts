import { expect, test } from "vitest";
import { openTestEngine, write } from "../../../test/support/engines.ts";
import type { Engine } from "../../engine/types.ts";
import { failInterruptedJobs, removeOldJobs } from "./scheduler.ts";

const MANY = 501;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

async function engineWithJobs(kind: string, scheduledTime: number): Promise<Engine> {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    for (let n = 0; n < MANY; n++) {
      const job = { name: "jobs.js:run", args: [{}], scheduledTime, state: { kind } };
      tx.insert("", "_scheduled_functions", job);
    }
  });
  return engine;
}

function count(engine: Engine, kind: string): number {
  const snapshot = engine.read();
  const jobs = snapshot.scheduled(kind, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER);
  snapshot.close();
  return jobs.length;
}

test("every action that a restart has interrupted is failed, however many there are", async () => {
  const engine = await engineWithJobs("inProgress", 0);
  await write(engine, (tx) => failInterruptedJobs(tx, new Set()));
  expect(count(engine, "inProgress")).toBe(0);
  expect(count(engine, "failed")).toBe(MANY);
});

test("jobs that ended more than a week ago are removed, many of them in several transactions", async () => {
  const engine = await engineWithJobs("success", Date.now() - WEEK_MS - 1_000);
  expect(await write(engine, (tx) => removeOldJobs(tx))).toBe(true);
  expect(await write(engine, (tx) => removeOldJobs(tx))).toBe(false);
  expect(count(engine, "success")).toBe(0);
});

test("jobs that ended within a week stay", async () => {
  const engine = await engineWithJobs("success", Date.now() - WEEK_MS + 60_000);
  expect(await write(engine, (tx) => removeOldJobs(tx))).toBe(false);
  expect(count(engine, "success")).toBe(MANY);
});
