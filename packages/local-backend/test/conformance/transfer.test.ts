/** `npx convex export` and `import`, unmodified, there and back. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPromise } from "yauzl";
import { convex, type Deployed, deploy, start } from "./harness.ts";
import { watch } from "./live-query.ts";
import { data, deployTransferApp, type Row, type TransferApp } from "./transfer-app.ts";

const everyValue = {
  int64: [0n, 5n, -(2n ** 63n), 2n ** 63n - 1n],
  float64: [0, -0, 1, 1.5, -2.5e-300, 1e300, Number.NaN, Infinity, -Infinity, 2 ** 60],
  bytes: [new ArrayBuffer(0), Uint8Array.from([0, 1, 254, 255]).buffer],
  text: ["", 'ü 😀 \u0000 \u2028 "quoted" \\ \n', "123"],
  nested: { a: [{ b: null }, [[], {}]], true: true, false: false },
};

let app: TransferApp;
let deployed: Deployed;
let client: ConvexHttpClient;

beforeAll(async () => {
  app = await deployTransferApp();
  ({ deployed, client } = app);
});

afterAll(() => app.close());

const succeeds = (...args: string[]) => app.succeeds(...args);
const fails = (...args: string[]) => app.fails(...args);

async function exported(name: string, ...options: string[]): Promise<string> {
  const path = app.path(name);
  await succeeds("export", "--path", path, ...options);
  return path;
}

/** Entries with their contents as text. */
async function unpacked(path: string): Promise<Map<string, string>> {
  const zip = await openPromise(path, { lazyEntries: true });
  const contents = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    contents.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
  }
  return contents;
}

describe("there and back", () => {
  let first: string;
  let fileId: string;
  let before: { anything: Row[]; notes: Row[]; links: Row[]; counts: Row[]; url: string | null };

  const state = async () => ({
    anything: await client.query(data.all, { table: "anything" }),
    notes: await client.query(data.all, { table: "notes" }),
    links: await client.query(data.all, { table: "links" }),
    counts: await client.query(data.counts, {}),
    url: await client.query(data.url, { id: fileId }),
  });

  beforeAll(async () => {
    for (const [kind, values] of Object.entries(everyValue)) {
      await client.mutation(data.put, { table: "anything", document: { kind, values } as Value });
    }
    const note = { text: "the first note", rank: 1 };
    const noteId = await client.mutation(data.put, { table: "notes", document: note });
    fileId = await client.action(data.store, { text: "content", type: "text/plain" });
    const link = { note: noteId, file: fileId };
    await client.mutation(data.put, { table: "links", document: link });
    await client.mutation(data.count, { name: "apples", value: 7n });
    before = await state();
    first = await exported("first.zip", "--include-file-storage");
  });

  test("the archive has Convex's layout and its JSON", async () => {
    const entries = await unpacked(first);
    expect([...entries.keys()].sort()).toEqual(
      [
        "README.md",
        "_components/child/_storage/documents.jsonl",
        "_components/child/_tables/documents.jsonl",
        "_components/child/counts/documents.jsonl",
        "_components/child/counts/generated_schema.jsonl",
        "_storage/documents.jsonl",
        `_storage/${fileId}`,
        "_tables/documents.jsonl",
        ...["anything", "links", "notes"].flatMap((table) => [
          `${table}/documents.jsonl`,
          `${table}/generated_schema.jsonl`,
        ]),
      ].sort(),
    );
    expect(entries.get("anything/generated_schema.jsonl")).toBe('"uniform"\n');
    expect(entries.get(`_storage/${fileId}`)).toBe("content");
    expect(JSON.parse(entries.get("_storage/documents.jsonl") ?? "")).toMatchObject({
      _id: fileId,
      size: 7,
      contentType: "text/plain",
      internalId: before.url?.split("/").at(-1),
    });
    expect(entries.get("_components/child/counts/documents.jsonl")).toMatch(/"value":7[,}]/);
    const floats = entries.get("anything/documents.jsonl") ?? "";
    expect(floats).toContain('[0.0,-0.0,1.0,1.5,-2.5e-300,1e+300,{"$float":');
  });

  test("the same data is exported as the same bytes", async () => {
    const again = await exported("again.zip", "--include-file-storage");
    expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
  });

  test("an import into another, empty deployment gives the same documents, ids and files", async () => {
    const other = await deploy({}, "transfer-app");
    try {
      const otherClient = new ConvexHttpClient(other.backend.url, { logger: false });
      const load = (...options: string[]) =>
        convex(other.backend, other.appFolder, "import", "-y", ...options, first);
      // A table that stays in the way of an imported one's ids.
      await otherClient.mutation(data.put, { table: "extra", document: {} });
      expect((await load()).stderr).toMatch(
        /The ids of table "anything" have the number \d+, which the table "extra" has here already/,
      );
      expect((await load("--replace-all")).stderr).toContain("Added 9 documents");
      for (const table of ["anything", "notes", "links"] as const) {
        expect(await otherClient.query(data.all, { table })).toEqual(before[table]);
      }
      expect(await otherClient.query(data.counts, {})).toEqual(before.counts);
      const url = await otherClient.query(data.url, { id: fileId });
      const response = await fetch(url ?? "");
      expect(await response.text()).toBe("content");
      expect(response.headers.get("content-type")).toBe("text/plain");
      expect(url?.split("/").at(-1)).toBe(before.url?.split("/").at(-1));

      const back = app.path("back.zip");
      const args = ["export", "--path", back, "--include-file-storage"];
      await convex(other.backend, other.appFolder, ...args);
      const [there, here] = [await unpacked(back), await unpacked(first)];
      for (const [name, content] of here) {
        if (!name.endsWith("_tables/documents.jsonl")) expect(there.get(name)).toBe(content);
      }
      // And it goes on from there.
      await otherClient.mutation(data.put, { table: "notes", document: { text: "new", rank: 2 } });
      expect(await otherClient.query(data.ranked, {})).toEqual(["new", "the first note"]);
    } finally {
      await other.close();
    }
  });

  test("replacing everything undoes what has happened since, and open clients see it", async () => {
    const live = new ConvexClient(deployed.backend.url, { logger: false });
    const watched = watch(live, data.ranked, {});
    await client.mutation(data.put, { table: "notes", document: { text: "later", rank: 9 } });
    await client.mutation(data.put, { table: "later", document: { text: "a table of its own" } });
    await client.mutation(data.count, { name: "pears", value: 1n });
    await watched.until((list) => list.length === 2);
    expect(await succeeds("import", "-y", "--replace-all", first)).toContain("Added 9 documents");
    await watched.until((list) => list.length === 1);
    await live.close();
    expect(await state()).toEqual(before);
    expect(await client.query(data.all, { table: "later" })).toEqual([]);
    expect(await (await fetch(before.url ?? "")).text()).toBe("content");
    expect(await client.query(data.search, { text: "first" })).toEqual(["the first note"]);
    const again = await exported("after.zip", "--include-file-storage");
    expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
  });

  test("replacing the tables of an archive leaves the others alone", async () => {
    const { _id, _creationTime, ...link } = before.links[0] ?? ({} as Row);
    await client.mutation(data.put, { table: "other", document: { text: "kept" } });
    await client.mutation(data.put, { table: "links", document: link });
    await succeeds("import", "-y", "--replace", first);
    expect(await state()).toEqual(before);
    expect(await app.textsOf("other")).toEqual(["kept"]);
  });

  test("without a mode, tables that hold something are left as they are", async () => {
    expect(await fails("import", "-y", first)).toMatch(
      /already exists. Please choose a new table name or use replace\/append modes/,
    );
    expect(await state()).toEqual(before);
  });

  test("appending what is there already is refused whole", async () => {
    expect(await fails("import", "-y", "--append", first)).toMatch(/is in table ".*" already/);
    expect(await state()).toEqual(before);
  });

  test("an export that was downloaded is gone when there is a later one", async () => {
    const exports = readdirSync(join(deployed.dataFolder, "exports"));
    expect(exports).toHaveLength(1);
    expect(statSync(join(deployed.dataFolder, "exports", exports[0] ?? "")).size).toBeGreaterThan(
      0,
    );
  });
});

test("an import that waits for its confirmation outlives a restart", async () => {
  const { url, adminKey } = deployed.backend;
  const ask = async (path: string, body: BodyInit | null = null): Promise<unknown> => {
    const headers = { authorization: `Convex ${adminKey}` };
    return (await fetch(`${url}${path}`, { method: "POST", headers, body })).json();
  };
  const { uploadToken } = (await ask("/api/import/start_upload")) as { uploadToken: string };
  const part = await ask(
    `/api/import/upload_part?uploadToken=${uploadToken}&partNumber=1`,
    '{"text":"waited","rank":3}',
  );
  const request = { format: "jsonLines", mode: "append", tableName: "notes" };
  const finish = JSON.stringify({ import: request, uploadToken, partTokens: [part] });
  const { importId } = (await ask("/api/import/finish_upload", finish)) as { importId: string };
  const admin = new ConvexClient(url, { logger: false });
  (admin as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
  const query = makeFunctionReference<"query", { importId: string }, { state: { state: string } }>(
    "_system/cli/queryImport",
  );
  const watched = watch(admin, query, { importId });
  await watched.until(({ state }) => state.state === "waiting_for_confirmation");
  await deployed.backend.close();
  deployed.backend = await start({ folder: deployed.dataFolder, port: Number(new URL(url).port) });
  await ask("/api/perform_import", JSON.stringify({ importId }));
  await watched.until(({ state }) => state.state === "completed");
  await admin.close();
  expect(await app.textsOf("notes")).toContain("waited");
  expect(await ask("/api/perform_import", JSON.stringify({ importId }))).toMatchObject({
    code: "ImportNotWaiting",
  });
});
