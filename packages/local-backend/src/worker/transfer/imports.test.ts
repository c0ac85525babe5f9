import { expect, test } from "vitest";
import { openTestEngine, write } from "../../../test/support/engines.ts";
import { failInterruptedExport, latestExport } from "./exports.ts";
import {
  failInterruptedImports,
  IMPORTS,
  importState,
  importsInUse,
  listImports,
} from "./imports.ts";

const stored = (path: string, state: string) =>
  JSON.stringify({ request: { path, format: "csv", mode: "append" }, state: { state } });

test("what a restart interrupts has failed, and what waits still waits with its file", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.putRecord(IMPORTS, "1", stored("/a", "uploaded"));
    tx.putRecord(IMPORTS, "2", stored("/b", "in_progress"));
    tx.putRecord(IMPORTS, "3", stored("/c", "waiting_for_confirmation"));
    tx.putRecord("exports", "latest", JSON.stringify({ state: "in_progress", start_ts: "5" }));
  });
  await write(engine, (tx) => {
    failInterruptedImports(tx);
    failInterruptedExport(tx);
  });
  const snapshot = engine.read();
  expect(listImports(snapshot)).toMatchObject([
    {
      state: { state: "failed", error_message: expect.stringContaining("Nothing of it was kept") },
    },
    { state: { state: "failed" } },
    { state: { state: "waiting_for_confirmation" } },
  ]);
  expect(importState(snapshot, "4")).toBeNull();
  expect([...importsInUse(snapshot)]).toEqual(["/c"]);
  expect(latestExport(snapshot)).toMatchObject({ state: "failed" });
  snapshot.close();
});
