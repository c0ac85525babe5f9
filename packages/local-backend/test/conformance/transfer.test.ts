/** `npx convex export` and `import`, unmodified, there and back. */
import { createWriteStream, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPromise } from "yauzl";
import { ZipFile } from "yazl";
import {
  convex,
  type Deployed,
  deploy,
  makeFolder,
  type ProgramResult,
  remove,
  start,
} from "./harness.ts";
import { watch } from "./live-query.ts";

type Nothing = Record<string, never>;
type Row = Record<string, Value> & { _id: string; _creationTime: number };

const data = {
  put: makeFunctionReference<"mutation", { table: string; document: Value }, string>("data:put"),
  all: makeFunctionReference<"query", { table: string }, Row[]>("data:all"),
  ranked: makeFunctionReference<"query", Nothing, string[]>("data:ranked"),
  search: makeFunctionReference<"query", { text: string }, string[]>("data:search"),
  count: makeFunctionReference<"mutation", { name: string; value: bigint }, null>("data:count"),
  counts: makeFunctionReference<"query", Nothing, Row[]>("data:counts"),
  store: makeFunctionReference<"action", { text: string; type: string }, string>("data:store"),
  url: makeFunctionReference<"query", { id: string }, string | null>("data:url"),
};

const everyValue = {
  int64: [0n, 5n, -(2n ** 63n), 2n ** 63n - 1n],
  float64: [0, -0, 1, 1.5, -2.5e-300, 1e300, Number.NaN, Infinity, -Infinity, 2 ** 60],
  bytes: [new ArrayBuffer(0), Uint8Array.from([0, 1, 254, 255]).buffer],
  text: ["", 'ü 😀 \u0000 \u2028 "quoted" \\ \n', "123"],
  nested: { a: [{ b: null }, [[], {}]], true: true, false: false },
};

let deployed: Deployed;
let client: ConvexHttpClient;
let work: string;

beforeAll(async () => {
  deployed = await deploy({}, "transfer-app");
  client = new ConvexHttpClient(deployed.backend.url, { logger: false });
  work = makeFolder("transfer");
});

afterAll(async () => {
  await deployed.close();
  remove(work);
});

const cli = (...args: string[]): Promise<ProgramResult> =>
  convex(deployed.backend, deployed.appFolder, ...args);

async function succeeds(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  if (code !== 0) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
  return stdout + stderr;
}

async function fails(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect(code).toBe(1);
  return stdout + stderr;
}

async function exported(name: string, ...options: string[]): Promise<string> {
  const path = join(work, name);
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

async function packed(name: string, files: Record<string, string>): Promise<string> {
  const path = join(work, name);
  const zip = new ZipFile();
  for (const [file, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), file);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

function file(name: string, content: string): string {
  const path = join(work, name);
  writeFileSync(path, content);
  return path;
}

const textsOf = async (table: string) =>
  (await client.query(data.all, { table })).map(({ text }) => text);

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

      const back = join(work, "back.zip");
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
    expect(await textsOf("other")).toEqual(["kept"]);
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

describe("single tables", () => {
  test("JSON lines are appended, and numbers are floats", async () => {
    const path = file(
      "lines.jsonl",
      '{"text":"a","n":1}\n\n{"text":"b","n":{"$integer":"BQAAAAAAAAA="}}',
    );
    expect(await succeeds("import", "--table", "lines", path)).toContain("Added 2 documents");
    await succeeds("import", "--table", "lines", "--append", path);
    expect(await textsOf("lines")).toEqual(["a", "b", "a", "b"]);
    const [first, second] = await client.query(data.all, { table: "lines" });
    expect([first?.n, second?.n]).toEqual([1, 5n]);
  });

  test("a JSON array replaces", async () => {
    const path = file("array.json", '[{"text":"only"}]');
    await succeeds("import", "--table", "lines", "--replace", "-y", path);
    expect(await textsOf("lines")).toEqual(["only"]);
  });

  test("CSV has numbers and text, and quotes", async () => {
    const path = file("cells.csv", 'text,n , empty\n"a, ""quoted""",1.5,\nplain,-2e3,x\n');
    await succeeds("import", "--table", "cells", path);
    expect(await client.query(data.all, { table: "cells" })).toMatchObject([
      { text: 'a, "quoted"', n: 1.5, empty: "" },
      { text: "plain", n: -2000, empty: "x" },
    ]);
  });

  test("ids and creation times are kept, and new ones made where there are none", async () => {
    await client.mutation(data.put, { table: "kept", document: { text: "a" } });
    const [row] = await client.query(data.all, { table: "kept" });
    const lines = [row, { text: "b" }].map((each) => JSON.stringify(each)).join("\n");
    await succeeds("import", "--table", "kept", "--replace", "-y", file("kept.jsonl", lines));
    const rows = await client.query(data.all, { table: "kept" });
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual(row);
  });

  test("more than one part is joined in order", async () => {
    const count = 60_000;
    const rows = Array.from({ length: count }, (_, n) =>
      JSON.stringify({ n, filler: "x".repeat(90) }),
    );
    const path = file("many.jsonl", rows.join("\n"));
    expect(statSync(path).size).toBeGreaterThan(5 * 1024 * 1024);
    expect(await succeeds("import", "--table", "many", path)).toContain(`Added ${count} documents`);
    expect(await succeeds("data", "many", "--limit", "1", "--order", "desc")).toContain(
      `${count - 1}`,
    );
  });

  test("a component's table is imported with --component", async () => {
    const path = file("counts.jsonl", '{"name":"imported","value":{"$integer":"CQAAAAAAAAA="}}');
    await succeeds("import", "--table", "counts", "--append", "--component", "child", path);
    expect(await client.query(data.counts, {})).toContainEqual(
      expect.objectContaining({ name: "imported", value: 9n }),
    );
  });
});

describe("what cannot be imported says why, and changes nothing", () => {
  const note = '{"text":"fine","rank":1}';

  test.each([
    ["not JSON", "bad.jsonl", `${note}\n{`, /Row 2 wasn't valid JSON/],
    ["not an object", "bad.jsonl", "5", /Row 1 wasn't an object/],
    [
      "not of the schema",
      "bad.jsonl",
      `${note}\n{"text":1,"rank":1}`,
      /Row 2.*does not match the schema/s,
    ],
    ["not a value", "bad.jsonl", '{"text":"a","rank":{"$integer":"x"}}', /Malformed \$integer/],
    ["another table's id", "bad.jsonl", '{"_id":"x","text":"","rank":1}', /is not an id of table/],
    ["not an array", "bad.json", note, /Not a JSON array/],
    ["not UTF-8 JSON", "bad.json", "[", /Not valid JSON/],
    ["without a header", "bad.csv", "", /doesn't have headers/],
    ["a row too short", "bad.csv", "text,rank\na\n", /Failed to parse CSV row 1/],
  ])("%s", async (_, name, content, message) => {
    const before = await client.query(data.all, { table: "notes" });
    const path = file(name, content);
    expect(await fails("import", "--table", "notes", "--append", path)).toMatch(message);
    expect(await client.query(data.all, { table: "notes" })).toEqual(before);
  });

  test("a file that is no archive", async () => {
    const path = file("bad.zip", "no archive at all, but long enough to be looked at by anybody");
    expect(await fails("import", "-y", path)).toMatch(/invalid zip file/);
  });

  test("an archive with a changed byte", async () => {
    const path = await packed("damaged.zip", { "notes/documents.jsonl": note });
    const bytes = readFileSync(path);
    // The stored checksum, in the central directory and not in the file itself.
    const at = bytes.indexOf(Buffer.from("504b0102", "hex")) + 16;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await fails("import", "-y", "--append", path)).toMatch(/The archive is damaged/);
  });

  test("an archive for a component that is not installed", async () => {
    const path = await packed("foreign.zip", { "_components/other/t/documents.jsonl": "{}" });
    expect(await fails("import", "-y", path)).toMatch(/component 'other' is not installed/);
  });

  test("a snapshot of the old kind", async () => {
    const path = await packed("old.zip", {
      "t/documents.jsonl": "{}",
      "t/generated_schema.jsonl": '"field_name"',
    });
    expect(await fails("import", "-y", path)).toMatch(/old kind of snapshot/);
  });

  test("a table name that is none", async () => {
    const path = file("lines2.jsonl", "{}");
    expect(await fails("import", "--table", "_users", path)).toMatch(/isn't a valid table name/);
  });
});

test("files that an import would leave behind are cleaned up", async () => {
  expect(readdirSync(join(deployed.dataFolder, "imports"))).toEqual([]);
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
  expect(await textsOf("notes")).toContain("waited");
  expect(await ask("/api/perform_import", JSON.stringify({ importId }))).toMatchObject({
    code: "ImportNotWaiting",
  });
});
