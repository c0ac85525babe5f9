import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { BESIDE, folderBeside } from "./web-beside.ts";

let web: string;
let data: { one: string; two: string };

beforeEach(async () => {
  web = await mkdtemp(path.join(tmpdir(), "vestibule-web-"));
  data = { one: path.join(web, "data-1"), two: path.join(web, "data-2") };
  await mkdir(data.one);
  await mkdir(data.two);
});
afterEach(async () => {
  await rm(web, { recursive: true, force: true });
});

const isThere = (name: string) => existsSync(path.join(web, name));

test("two that run beside the usual one build in folders of their own", async () => {
  const one = await folderBeside(web, "one", data.one);
  await mkdir(path.join(web, one, "build"));
  const two = await folderBeside(web, "two", data.two);
  expect([one, two]).toEqual([`${BESIDE}/one`, `${BESIDE}/two`]);
  expect([one, `${one}/build`, two].map(isThere)).toEqual([true, true, true]);
});

test("what data left behind that is gone is removed, and what an earlier version built", async () => {
  const one = await folderBeside(web, "one", data.one);
  await mkdir(path.join(web, BESIDE, "cache"));
  await rm(data.one, { recursive: true });
  await folderBeside(web, "two", data.two);
  expect([one, `${one}.data-folder`, `${BESIDE}/cache`].map(isThere)).toEqual([
    false,
    false,
    false,
  ]);
});

test("the configuration that Next writes into is that folder's own", async () => {
  const folder = await folderBeside(web, "one", data.one);
  await writeFile(path.join(web, folder, "tsconfig.json"), "written by Next");
  await folderBeside(web, "one", data.one);
  const text = await readFile(path.join(web, folder, "tsconfig.json"), "utf8");
  expect(JSON.parse(text)).toMatchObject({ extends: "../../tsconfig.json" });
});
