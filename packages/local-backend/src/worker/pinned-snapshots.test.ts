import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestEngine, write } from "../../test/support/engines.ts";
import type { Engine } from "../engine/types.ts";
import { PinnedSnapshots } from "./pinned-snapshots.ts";

let engine: Engine;
let pins: PinnedSnapshots;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  engine = openTestEngine();
  pins = new PinnedSnapshots(engine);
});

afterEach(() => {
  vi.useRealTimers();
});

async function pinAndWrite(n: number): Promise<bigint> {
  const ts = pins.pin();
  await write(engine, (tx) => tx.insert("", "notes", { n }));
  return ts;
}

function countAt(ts: bigint): number | null {
  const snapshot = engine.readAt(ts);
  const count = snapshot?.count("", "notes") ?? null;
  snapshot?.close();
  return count;
}

test("a pinned snapshot stays as it is for thirty seconds, whatever is written", async () => {
  const ts = await pinAndWrite(1);
  vi.advanceTimersByTime(29_999);
  expect(countAt(ts)).toBe(0);
  vi.advanceTimersByTime(1);
  expect(countAt(ts)).toBeNull();
});

test("pinning the same state again begins its time anew", async () => {
  pins.pin();
  vi.advanceTimersByTime(20_000);
  const ts = await pinAndWrite(1);
  vi.advanceTimersByTime(20_000);
  expect(countAt(ts)).toBe(0);
});

test("of more than sixteen the oldest is let go", async () => {
  const first = await pinAndWrite(0);
  const second = await pinAndWrite(1);
  for (let n = 2; n < 17; n++) await pinAndWrite(n);
  expect(countAt(first)).toBeNull();
  expect(countAt(second)).toBe(1);
});

test("a snapshot outlives its engine without harm", async () => {
  await pinAndWrite(1);
  engine.close();
  expect(() => vi.advanceTimersByTime(30_000)).not.toThrow();
});
