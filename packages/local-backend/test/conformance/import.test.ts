/** `npx convex import` of single tables, and of what cannot be imported. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployed, folderHolds } from "./harness.ts";
import { data, deployTransferApp, type TransferApp } from "./transfer-app.ts";

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
const file = (name: string, content: string) => app.file(name, content);

describe("single tables", () => {
  test("JSON lines are appended, and numbers are floats", async () => {
    const path = file(
      "lines.jsonl",
      '{"text":"a","n":1}\n\n{"text":"b","n":{"$integer":"BQAAAAAAAAA="}}',
    );
    expect(await succeeds("import", "--table", "lines", path)).toContain("Added 2 documents");
    await succeeds("import", "--table", "lines", "--append", path);
    expect(await app.textsOf("lines")).toEqual(["a", "b", "a", "b"]);
    const [first, second] = await client.query(data.all, { table: "lines" });
    expect([first?.n, second?.n]).toEqual([1, 5n]);
  });

  test("a JSON array replaces", async () => {
    const path = file("array.json", '[{"text":"only"}]');
    await succeeds("import", "--table", "lines", "--replace", "-y", path);
    expect(await app.textsOf("lines")).toEqual(["only"]);
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
    expect(await succeeds("data", "counts", "--component", "child")).toContain("imported");
    expect(await succeeds("run", "counts:all", "--component", "child")).toContain("imported");
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
    const path = file("bad.zip", "no archive at all, but long enough to be looked at");
    expect(await fails("import", "-y", path)).toMatch(/invalid zip file/);
  });

  test("an archive with a changed byte", async () => {
    const path = await app.packed("damaged.zip", { "notes/documents.jsonl": note });
    const bytes = readFileSync(path);
    // The stored checksum, in the central directory and not in the file itself.
    const at = bytes.indexOf(Buffer.from("504b0102", "hex")) + 16;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await fails("import", "-y", "--append", path)).toMatch(/The archive is damaged/);
  });

  test("an archive for a component that is not installed", async () => {
    const path = await app.packed("foreign.zip", { "_components/other/t/documents.jsonl": "{}" });
    expect(await fails("import", "-y", path)).toMatch(/component 'other' is not installed/);
  });

  test("a snapshot of the old kind", async () => {
    const path = await app.packed("old.zip", {
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
  await folderHolds(join(deployed.dataFolder, "imports"), (names) => names.length === 0);
});
