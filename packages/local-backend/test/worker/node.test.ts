/** Modules for Node: what they find there, and what becomes of exceptions that none of their code catches. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestDeployment } from "./test-deployment.ts";

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.setEnv("FLAG", "the deployment's");
  await app.push("worker-node");
});

afterAll(() => app.dispose());

test("bundled packages in CommonJS work, and may do anything while they are imported", async () => {
  expect(await app.action("tools:commonJs")).toEqual({
    signature: 64,
    sep: path.sep,
    exported: true,
    filename: true,
    url: "file:///",
    isTicking: false,
  });
});

test("`process` is the deployment's own, global, imported or required", async () => {
  expect(await app.action("tools:processes")).toEqual(Array(4).fill(["the deployment's", null]));
});

test.each([
  ["callback", "Uncaught Error: thrown in a callback"],
  ["timer", "Uncaught Error: thrown in a timer"],
  ["microtask", "Uncaught Error: thrown in a microtask"],
  ["tick", "Uncaught Error: thrown in a tick"],
  ["unknownHost", /Uncaught Error: getaddrinfo E\w+ nowhere\.invalid/],
  ["refused", "Uncaught Error: connect ECONNREFUSED 127.0.0.1:1"],
  ["stream", "Uncaught Error: ENOENT: no such file or directory"],
  ["emitter", "Uncaught Error: emitted"],
  ["rejection", "Uncaught Error: rejected and dropped"],
  ["laterRejection", "Uncaught Error: rejected later"],
  ["exit", "Uncaught Error: process.exit() called with exit code 3"],
  ["importedExit", "Uncaught Error: process.exit() called with no exit code"],
  ["exitInCallback", "Uncaught Error: process.exit() called with exit code 4"],
  ["kill", "Uncaught Error: process.exit() called with no exit code"],
])("what nobody catches (%s) fails that action, and none beside it", async (how, message) => {
  const before = app.warnings.length;
  const beside = app.action("failures:wait");
  await expect(app.action("failures:fail", { how })).rejects.toThrow(message);
  while ((await app.action("failures:release")) === 0);
  expect(await beside).toBe("went on");
  expect(app.warnings.slice(before).join()).not.toContain("restarted");
});

test("what an action that has ended left behind fails nothing, and is in the server's log", async () => {
  expect(await app.action("failures:leaveBehind")).toBe("ended");
  const told = () => app.warnings.some((warning) => warning.includes("thrown after the end"));
  while (!told()) await app.action("failures:release");
});

test("external packages come from the project's folder, in either format", async () => {
  const project = mkdtempSync(path.join(tmpdir(), "project-"));
  const install = (name: string, type: string, exports: object, source: string) => {
    const folder = path.join(project, "node_modules", name);
    mkdirSync(folder, { recursive: true });
    const manifest = { name, type, exports };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(path.join(folder, "index.js"), source);
  };
  const other = await TestDeployment.open();
  try {
    await expect(other.push("worker-external")).rejects.toThrow(
      /external package `external-common` cannot be loaded from .*projectFolder/s,
    );
    install("external-common", "commonjs", { ".": "./index.js" }, 'exports.name = "in CommonJS";');
    install(
      "external-esm",
      "module",
      { import: "./index.js" },
      'export const esm = "an ES module";',
    );
    await other.stop();
    other.projectFolder = project;
    await other.start();
    await other.push("worker-external");
    expect(await other.action("external:names")).toEqual({
      common: "in CommonJS",
      named: "in CommonJS",
      esm: "an ES module",
      required: "in CommonJS",
    });
  } finally {
    await other.dispose();
    rmSync(project, { recursive: true });
  }
});
