/** File storage, by the official client and plain HTTP as browsers speak it. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeUploadToken, uploadKey } from "../../src/protocol/upload-token.ts";
import { files, messages } from "./api.ts";
import { type Deployed, deploy, folderHolds, start } from "./harness.ts";
import { watch } from "./live-query.ts";

let deployed: Deployed;
let client: ConvexHttpClient;

beforeAll(async () => {
  deployed = await deploy();
  client = new ConvexHttpClient(deployed.backend.url, { logger: false });
});

afterAll(() => deployed.close());

async function post(url: string, body: BodyInit, headers: Record<string, string> = {}) {
  return fetch(url, { method: "POST", body, headers });
}

async function uploaded(body: BodyInit, headers: Record<string, string> = {}): Promise<string> {
  const url = await client.mutation(files.uploadUrl, {});
  const { storageId } = (await (await post(url, body, headers)).json()) as { storageId: string };
  return storageId;
}

async function urlOf(id: string): Promise<string> {
  const url = await client.query(files.url, { id });
  if (url === null) throw new Error("the file has no URL");
  return url;
}

const contents = () => readdirSync(join(deployed.dataFolder, "files"));

/** What has come since. Files that former tests have deleted may still be on their way out. */
const newSince = (before: string[]) => contents().filter((name) => !before.includes(name));

const sha256 = (text: string) => createHash("sha256").update(text).digest("base64");

test("what is uploaded comes back at its URL, with its type", async () => {
  const id = await uploaded("hello", { "content-type": "text/x-greeting" });
  const response = await fetch(await urlOf(id));
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("hello");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/x-greeting",
    "content-length": "5",
    "accept-ranges": "bytes",
    "cache-control": expect.stringContaining("private"),
    digest: `sha-256=${sha256("hello")}`,
  });
});

test("an upload from a page of another origin is allowed", async () => {
  const url = await client.mutation(files.uploadUrl, {});
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: { origin: "http://page.localhost", "access-control-request-headers": "content-type" },
  });
  expect(preflight.headers.get("access-control-allow-origin")).toBe("http://page.localhost");
  const response = await post(url, "x", { origin: "http://page.localhost" });
  expect(response.headers.get("access-control-allow-origin")).toBe("http://page.localhost");
});

test("functions see a file's metadata, and nothing of where it lies", async () => {
  const id = await uploaded("seen", { "content-type": "text/plain" });
  const { metadata, document, listed } = await client.query(files.about, { id });
  const hex = Buffer.from(sha256("seen"), "base64").toString("hex");
  expect(metadata).toEqual({ storageId: id, sha256: hex, size: 4, contentType: "text/plain" });
  expect(document).toEqual({
    _id: id,
    _creationTime: expect.any(Number),
    sha256: sha256("seen"),
    size: 4,
    contentType: "text/plain",
  });
  expect(listed).toContain(id);
  expect(await urlOf(id)).not.toContain(id);
});

test("a content without a type has none", async () => {
  const id = await uploaded(new Uint8Array([1, 2, 3]));
  expect((await fetch(await urlOf(id))).headers.get("content-type")).toBeNull();
  expect((await client.query(files.about, { id })).metadata?.contentType).toBeNull();
});

test("an id is not enough to read a file", async () => {
  const id = await uploaded("secret");
  const response = await fetch(`${deployed.backend.url}/api/storage/${id}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("InvalidStoragePath");
});

test("megabytes pass unchanged", async () => {
  const bytes = Buffer.alloc(7_000_000, "0123456789abcdef-");
  const id = await uploaded(bytes);
  expect(Buffer.from(await (await fetch(await urlOf(id))).arrayBuffer()).equals(bytes)).toBe(true);
});

test.each([
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=5-100", 206, "56789", "bytes 5-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["bytes=0-1,4-5", 416, "", "bytes */10"],
  ["lines=1-2", 200, "0123456789", null],
])("the range %s is answered with %i", async (range, status, text, contentRange) => {
  const id = await uploaded("0123456789");
  const response = await fetch(await urlOf(id), { headers: { range } });
  expect({
    status: response.status,
    text: await response.text(),
    contentRange: response.headers.get("content-range"),
  }).toEqual({ status, text, contentRange });
});

test.each([
  ["bytes=0-", 200],
  ["bytes=0-99", 200],
  ["bytes=-1", 200],
  ["bytes=0-1,4-5", 416],
])("the range %s of an empty file is answered with %i", async (range, status) => {
  const response = await fetch(await urlOf(await uploaded("")), { headers: { range } });
  expect(response.status).toBe(status);
  expect(await response.text()).toBe("");
});

test("HEAD tells the size without the content", async () => {
  const id = await uploaded("0123456789");
  const response = await fetch(await urlOf(id), { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("10");
  expect(await response.text()).toBe("");
});

test("an empty file is a file", async () => {
  const id = await uploaded("");
  const response = await fetch(await urlOf(id));
  expect({ status: response.status, text: await response.text() }).toEqual({
    status: 200,
    text: "",
  });
});

test("a Digest that fits is accepted, and one that does not leaves nothing behind", async () => {
  expect(await uploaded("fits", { digest: `sha-256=${sha256("fits")}` })).toMatch(/^[0-9a-z]+$/);
  const before = contents();
  const url = await client.mutation(files.uploadUrl, {});
  const response = await post(url, "changed", { digest: `sha-256=${sha256("fits")}` });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("Sha256Mismatch");
  expect(newSince(before)).toEqual([]);
});

test("an upload URL of an action works as well", async () => {
  const url = await client.action(files.uploadUrlOfAction, {});
  expect((await post(url, "x")).status).toBe(200);
});

test("an upload URL ends after an hour, and cannot be made up", async () => {
  const { url, adminKey } = deployed.backend;
  const issuedAt = Date.now() - 61 * 60 * 1000;
  const old = makeUploadToken(uploadKey(adminKey), { componentPath: "", issuedAt });
  const late = await post(`${url}/api/storage/upload?token=${old}`, "late");
  expect(late.status).toBe(401);
  expect(await late.text()).toContain("StorageTokenExpired");
  const forged = await post(`${url}/api/storage/upload?token=x.y`, "forged");
  expect(await forged.text()).toContain("StorageTokenInvalid");
});

test("a deleted file is gone: its URL, its metadata and its content", async () => {
  const id = await uploaded("to be deleted");
  const url = await urlOf(id);
  const name = url.split("/").at(-1) ?? "";
  expect(contents()).toContain(name);
  const live = new ConvexClient(deployed.backend.url, { logger: false });
  const watched = watch(live, files.url, { id });
  await watched.until((value) => value === url);
  await client.mutation(files.remove, { id });
  await watched.until((value) => value === null);
  await live.close();
  expect((await fetch(url)).status).toBe(404);
  expect((await client.query(files.about, { id })).metadata).toBeNull();
  await expect(client.mutation(files.remove, { id })).rejects.toThrow(`storage id ${id} not found`);
  await folderHolds(join(deployed.dataFolder, "files"), (names) => !names.includes(name));
});

test("a file whose deletion was rolled back is still there", async () => {
  const id = await uploaded("kept");
  await expect(client.mutation(files.removeAndFail, { id })).rejects.toThrow("after deleting");
  expect(await (await fetch(await urlOf(id))).text()).toBe("kept");
});

test("a file's document is not for the database to delete", async () => {
  const id = await uploaded("kept");
  await expect(client.mutation(files.deleteFromDatabase, { id })).rejects.toThrow(/read-only/);
});

test("an action stores, reads, measures and deletes", async () => {
  expect(await client.action(files.lifecycle, {})).toEqual({
    isSame: true,
    size: 11,
    after: [null, null],
  });
  const id = await client.action(files.store, { text: "grüße", type: "text/plain" });
  expect(await client.action(files.read, { id })).toEqual({
    text: "grüße",
    type: "text/plain",
    size: 7,
  });
});

test("an action's content is checked against the hash that it names", async () => {
  await client.action(files.store, { text: "x", sha256: sha256("x") });
  const before = contents();
  await expect(client.action(files.store, { text: "x", sha256: sha256("y") })).rejects.toThrow(
    /was changed on its way/,
  );
  expect(newSince(before)).toEqual([]);
});

test("a mutation that stores a content itself is told that it cannot", async () => {
  await expect(client.mutation(files.storeInMutation, {})).rejects.toThrow(
    "`ctx.storage.store` in a mutation is not supported locally. Store the file in an action",
  );
});

test.each([
  ["not an id", /Invalid argument `storageId` for `storage.getUrl`: Unable to decode ID/],
  ["a message's id", /is an id of table "messages", not of a stored file/],
])("%s is refused with what is wrong", async (which, message) => {
  const ofMessage = await client.mutation(messages.send, { channel: "files", body: "x" });
  const id = which === "not an id" ? "x" : ofMessage;
  await expect(client.query(files.url, { id })).rejects.toThrow(message);
});

test("files survive a restart, and contents without a document do not", async () => {
  const { backend, dataFolder } = deployed;
  const id = await uploaded("durable");
  const { port } = new URL(backend.url);
  await backend.close();
  const orphan = join(dataFolder, "files", crypto.randomUUID());
  writeFileSync(orphan, "written, and then the process died");
  writeFileSync(`${orphan}.draft`, "half");
  deployed.backend = await start({ folder: dataFolder, port: Number(port) });
  expect(await (await fetch(await urlOf(id))).text()).toBe("durable");
  expect(existsSync(orphan) || existsSync(`${orphan}.draft`)).toBe(false);
});
