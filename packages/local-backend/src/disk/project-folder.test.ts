import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectAround } from "./project-folder.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "projects-"));
  for (const project of ["", "inner"]) {
    mkdirSync(join(root, project, ".data/deep"), { recursive: true });
    writeFileSync(join(root, project, "package.json"), "{}");
  }
});

afterAll(() => rmSync(root, { recursive: true }));

test("data belongs to the nearest project around it", () => {
  expect(projectAround(join(root, ".data/deep"))).toBe(root);
  expect(projectAround(join(root, "inner/.data/deep"))).toBe(join(root, "inner"));
});

test("data that lies in no project belongs to none", () => {
  expect(projectAround("/")).toBeNull();
});
