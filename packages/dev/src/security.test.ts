import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { repositoryFolder, webFolder } from "./paths.ts";

/** SECURITY.md: a promise that no test holds is a wish. */

const text = readFileSync(path.join(repositoryFolder, "SECURITY.md"), "utf8");
const [, promised = ""] = /## What is promised\n(.*?)\n## /s.exec(text) ?? [];
const promises = promised.split("\n").filter((line) => line.startsWith("- "));

const testsIn = (promise: string) =>
  [...promise.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = ""]) => file);
/** An attack of `npm run attack` runs within the browser stories. */
const isTest = (file: string) => /\.(test|spec)\.ts$|^apps\/web\/attack\/kinds\//.test(file);

/** An attack that tries nothing holds as little as a file without a test. */
const TRIES = /\btally\.note(Many)?\(/;
const TESTS = /^\s*test(\.each\b[\s\S]*?)?\(/m;

const holdsSomething = (file: string, source: string) =>
  (file.startsWith("apps/web/attack/kinds/") ? TRIES : TESTS).test(source);

test.each(promises)("%s is held by a test that is there", (promise) => {
  const tests = testsIn(promise);
  expect(tests.filter(isTest)).not.toEqual([]);
  expect(tests.filter((file) => !isTest(file))).toEqual([]);
  const paths = new Map(tests.map((file) => [file, path.join(repositoryFolder, file)]));
  const missing = tests.filter((file) => !existsSync(paths.get(file) ?? ""));
  expect(missing).toEqual([]);
  const empty = tests.filter(
    (file) => !holdsSomething(file, readFileSync(paths.get(file) ?? "", "utf8")),
  );
  expect(empty).toEqual([]);
});

test.each([
  ["packages/backend/convex/trail.test.ts", 'test("a promise", () => {});', true],
  ["packages/backend/convex/trail.test.ts", 'test.each([\n  1,\n])("a promise", () => {});', true],
  ["packages/backend/convex/trail.test.ts", "", false],
  ["packages/backend/convex/trail.test.ts", '// test("a promise", () => {});', false],
  ["packages/backend/convex/trail.test.ts", 'test.skip("a promise", () => {});', false],
  ["apps/web/attack/kinds/oracles.ts", 'tally.note("a try", isRefused);', true],
  ["apps/web/attack/kinds/oracles.ts", "export const oracles: Attack[] = [];", false],
])("%s with %j holds something: %s", (file, source, holds) => {
  expect(holdsSomething(file, source)).toBe(holds);
});

test("each kind of attack holds a promise, and is replayed", () => {
  const kinds = readdirSync(path.join(webFolder, "attack/kinds"));
  const replayed = readFileSync(path.join(webFolder, "attack/attacks.ts"), "utf8");
  expect(kinds.length).toBeGreaterThan(10);
  for (const kind of kinds) {
    expect(promises.flatMap(testsIn)).toContain(`apps/web/attack/kinds/${kind}`);
    expect(replayed).toContain(`./kinds/${kind}`);
  }
});

test("the promises are many, and each is one line", () => {
  expect(promises.length).toBeGreaterThan(15);
  expect(promised.split("\n").every((line) => /^$|^- |^\*\*/.test(line))).toBe(true);
});
