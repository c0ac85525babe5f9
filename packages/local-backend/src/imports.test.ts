import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** What each place may import beside itself: nothing runs up, and the two threads meet in `wire/` alone. */
const arrows: Record<string, readonly string[]> = {
  "cli.ts": ["index.ts", "errors.ts"],
  "index.ts": ["server", "host", "disk", "options.ts", "log.ts", "errors.ts"],
  // The main thread.
  server: ["sync", "wire", "disk", "protocol", "options.ts", "log.ts", "errors.ts"],
  sync: ["wire", "protocol", "log.ts", "errors.ts"],
  host: ["wire", "storage/folder-lock.ts", "protocol", "errors.ts"],
  // The worker's thread.
  worker: ["wire", "engine", "disk", "protocol", "errors.ts"],
  engine: ["storage", "disk", "protocol", "errors.ts"],
  storage: ["disk", "errors.ts"],
  // Both threads.
  wire: ["disk", "protocol", "log.ts", "errors.ts"],
  disk: ["errors.ts"],
  protocol: ["errors.ts"],
  "options.ts": ["log.ts", "errors.ts"],
  "log.ts": [],
  "errors.ts": [],
};

type Import = readonly [importer: string, imported: string];

const placeOf = (file: string) => file.split("/")[0] ?? file;

function wrongArrows(imports: readonly Import[]): string[] {
  const isAllowed = ([from, to]: Import) =>
    [placeOf(from), ...(arrows[placeOf(from)] ?? [])].some(
      (allowed) => allowed === placeOf(to) || allowed === to,
    );
  return imports.filter((one) => !isAllowed(one)).map(([from, to]) => `${from} → ${to}`);
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(
    readFileSync(join(import.meta.dirname, file), "utf8"),
  );
  const own = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith("."));
  return own.map((name) => [file, normalize(join(dirname(file), name))]);
}

/** Every place that imports anything: so a table that is read from the wrong folder is noticed. */
const withImports = Object.keys(arrows).filter((place) => !["errors.ts", "log.ts"].includes(place));

test("imports run only where the table lets them", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /(?<!\.test)\.ts$/.test(file));
  const imports = sources.flatMap(importsOf);
  expect(new Set(imports.map(([from]) => placeOf(from)))).toEqual(new Set(withImports));
  expect(wrongArrows(imports)).toEqual([]);
});

test.each([
  ["up", "engine/engine.ts", "worker/executor.ts"],
  ["through the wall, to the main thread", "worker/worker-main.ts", "host/host.ts"],
  ["through the wall, to the worker", "sync/hub.ts", "worker/executor.ts"],
  ["past the lock into the database", "host/host.ts", "storage/database.ts"],
  ["from a place that the table does not know", "utils/all.ts", "protocol/json.ts"],
])("an arrow %s is named", (_, from, to) => {
  expect(wrongArrows([[from, to]])).toEqual([`${from} → ${to}`]);
});
