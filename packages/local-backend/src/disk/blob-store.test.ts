import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../test/support/engines.ts";
import { BlobStore } from "./blob-store.ts";

test("a content is stored under a name of its own, with its hash and size", async () => {
  const store = new BlobStore(temporaryFolder());
  const chunks = [Buffer.from("some "), Buffer.from("content")];
  const { uuid, sha256, size } = await store.write(chunks);
  expect(readFileSync(store.path(uuid), "utf8")).toBe("some content");
  expect(sha256).toBe(createHash("sha256").update("some content").digest("base64"));
  expect(size).toBe(12);
  expect(store.list()).toEqual([uuid]);
});

test("a content that breaks off leaves nothing", async () => {
  const folder = temporaryFolder();
  const store = new BlobStore(folder);
  async function* broken() {
    yield Buffer.from("half of ");
    throw new Error("the client went away");
  }
  await expect(store.write(broken())).rejects.toThrow("the client went away");
  expect(readdirSync(join(folder, "files"))).toEqual([]);
});

test("what a dead process left half-written is no content, and is removed", async () => {
  const folder = temporaryFolder();
  const store = new BlobStore(folder);
  const { uuid } = await store.write([Buffer.from("whole")]);
  const draft = `${store.path(uuid)}.draft`;
  writeFileSync(draft, "half");
  expect(store.list()).toEqual([uuid]);
  await store.removeDrafts();
  expect(existsSync(draft)).toBe(false);
  expect(store.list()).toEqual([uuid]);
});

test("a removed content is gone, and removing it again is no error", async () => {
  const store = new BlobStore(temporaryFolder());
  const { uuid } = await store.write([]);
  await store.remove(uuid);
  await store.remove(uuid);
  expect(store.list()).toEqual([]);
});

test.each(["../data.sqlite", "x", ""])("%j is no name of a content", (name) => {
  expect(() => new BlobStore("/data").path(name)).toThrow("is not the name of a file");
});
