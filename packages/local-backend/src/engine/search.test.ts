import { expect, test } from "vitest";
import { collect, openTestEngine, temporaryFolder, write } from "../../test/support/engines.ts";
import type { SchemaJson } from "../protocol/schema-json.ts";
import type { Engine, JsonObject, JsonValue, QueryJson } from "./types.ts";

const schema: SchemaJson = {
  schemaValidation: false,
  tables: [
    {
      tableName: "notes",
      indexes: [],
      searchIndexes: [
        { indexDescriptor: "by_text", searchField: "text", filterFields: ["author", "tag.name"] },
      ],
      documentType: { type: "any" },
    },
  ],
};

const eq = (fieldPath: string, value: JsonValue): JsonObject => ({ type: "Eq", fieldPath, value });

function search(
  value: string,
  filters: JsonObject[] = [],
  operators: JsonObject[] = [],
): QueryJson {
  const text = { type: "Search", fieldPath: "text", value };
  const indexName = "notes.by_text";
  return { source: { type: "Search", indexName, filters: [text, ...filters] }, operators };
}

function find(engine: Engine, query: QueryJson): JsonValue[] {
  const snapshot = engine.read();
  const found = collect(snapshot.query("", query)).map(({ n }) => n ?? null);
  snapshot.close();
  return found;
}

async function engineWith(...texts: string[]): Promise<Engine> {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", schema);
    for (const [n, text] of texts.entries()) tx.insert("", "notes", { n, text, author: n % 2 });
  });
  return engine;
}

test("any term may match, in any case, and the last one also as a prefix", async () => {
  const engine = await engineWith("The Quick fox", "quickly done", "a fox-terrier", "nothing");
  expect(find(engine, search("FOX")).sort()).toEqual([0, 2]);
  expect(find(engine, search("quick")).sort()).toEqual([0, 1]);
  expect(find(engine, search("quick nothing")).sort()).toEqual([0, 3]);
  expect(find(engine, search("terr")).sort()).toEqual([2]);
  expect(find(engine, search(""))).toEqual([]);
  expect(find(engine, search('" OR *'))).toEqual([]);
  expect(find(engine, search("not AND near"))).toEqual([]);
});

test("a text with more of the terms comes first, and of equals the newer", async () => {
  const engine = await engineWith("apple", "apple pear", "plum", "apple");
  expect(find(engine, search("pear apple"))).toEqual([1, 3, 0]);
});

test("filters compare whole values, also of nested and missing fields", async () => {
  const engine = await engineWith("one", "one", "one");
  await write(engine, (tx) => {
    tx.insert("", "notes", { n: 3, text: "one", author: "1", tag: { name: "x" } });
    tx.insert("", "notes", { n: 4, text: "one" });
  });
  expect(find(engine, search("one", [eq("author", 0)])).sort()).toEqual([0, 2]);
  expect(find(engine, search("one", [eq("author", "1"), eq("tag.name", "x")]))).toEqual([3]);
  expect(find(engine, search("one", [eq("author", { $undefined: null })]))).toEqual([4]);
});

test("changes, deletions and undone writes are searched as they are", async () => {
  const folder = temporaryFolder();
  const engine = openTestEngine(folder);
  await write(engine, (tx) => tx.insert("", "notes", { n: 0, text: "before the index" }));
  await write(engine, (tx) => {
    tx.applySchema("", schema);
    const changed = tx.insert("", "notes", { n: 1, text: "old words" });
    const removed = tx.insert("", "notes", { n: 2, text: "words" });
    tx.patch("", changed, { text: "new words" });
    tx.remove("", removed);
    const savepoint = tx.savepoint();
    tx.insert("", "notes", { n: 3, text: "words" });
    expect(collect(tx.query("", search("words")))).toHaveLength(2);
    savepoint.rollback();
    tx.insert("", "notes", { n: 4, text: 5 });
  });
  engine.close();
  const again = openTestEngine(folder);
  expect(find(again, search("words"))).toEqual([1]);
  expect(find(again, search("old"))).toEqual([]);
  expect(find(again, search("index"))).toEqual([0]);
});

test("results can be limited, filtered and paged", async () => {
  const engine = await engineWith(...Array.from({ length: 7 }, () => "same"));
  const limited = search(
    "same",
    [],
    [{ filter: { $lt: [{ $field: "n" }, { $literal: 5 }] } }, { limit: 2 }],
  );
  expect(find(engine, limited)).toEqual([4, 3]);
  const snapshot = engine.read();
  const numbers: JsonValue[] = [];
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page = snapshot.page("", { query: search("same"), cursor, pageSize: 3 });
    numbers.push(...page.page.map(({ n }) => n ?? null));
    ({ continueCursor: cursor, isDone } = page);
  }
  snapshot.close();
  expect(numbers).toEqual([6, 5, 4, 3, 2, 1, 0]);
});

test("loaded pages that run again to their old ends are together what the whole search returns", async () => {
  const engine = await engineWith("same same", "same", "same other", "same", "same same", "same");
  const query = search("same");
  const load = (cursor: string | null, endCursor: string | null) => {
    const snapshot = engine.read();
    const page = snapshot.page("", { query, cursor, endCursor, pageSize: 2 });
    snapshot.close();
    return page;
  };
  const ends: string[] = [];
  for (let isDone = false; !isDone; ) {
    const page = load(ends.at(-1) ?? null, null);
    ends.push(page.continueCursor);
    isDone = page.isDone;
  }
  for (const text of ["same same same", "nothing", "same", "other same"]) {
    await write(engine, (tx) => tx.insert("", "notes", { n: text, text }));
    const loaded = ends.flatMap((end, at) => load(ends[at - 1] ?? null, end).page);
    expect(loaded.map(({ n }) => n)).toEqual(find(engine, query));
  }
});

test("a search that is read beyond what is ranked says so, and its pages end there", async () => {
  const engine = await engineWith(...Array.from({ length: 1025 }, () => "same"));
  expect(() => find(engine, search("same"))).toThrow("scanned too many documents (fetched 1024)");
  expect(find(engine, search("same", [], [{ limit: 1024 }]))).toHaveLength(1024);
  const snapshot = engine.read();
  const first = snapshot.page("", { query: search("same"), cursor: null, pageSize: 1000 });
  const cursor = first.continueCursor;
  const second = snapshot.page("", { query: search("same"), cursor, pageSize: 1000 });
  snapshot.close();
  expect(first).toMatchObject({ isDone: false, splitCursor: null });
  expect(second).toMatchObject({ isDone: true, page: { length: 24 } });
});

test("a word of 32 bytes is too long to be found", async () => {
  const engine = await engineWith("a".repeat(31), "b".repeat(32));
  expect(find(engine, search("a".repeat(31)))).toEqual([0]);
  expect(find(engine, search("b".repeat(32)))).toEqual([]);
});

test("a search is stale after any write to its table, and after no other", async () => {
  const engine = await engineWith("one");
  const snapshot = engine.read();
  collect(snapshot.query("", search("two")));
  snapshot.close();
  engine.watch(1, snapshot.reads);
  const insert = (table: string) =>
    engine.writeAll([async (tx) => tx.insert("", table, { text: "two" })]);
  expect((await insert("others")).commit.stale).toEqual([]);
  expect((await insert("notes")).commit.stale).toEqual([1]);
});

test.each<[string, QueryJson, RegExp]>([
  [
    "no search filter",
    { source: { type: "Search", indexName: "notes.by_text", filters: [] }, operators: [] },
    /exactly one search filter/,
  ],
  [
    "a filter on another field",
    search("x", [eq("n", 1)]),
    /equality filter on "n" but that field isn't indexed/,
  ],
  [
    "nine filters",
    search(
      "x",
      Array.from({ length: 9 }, () => eq("author", 1)),
    ),
    /more than 8 filters/,
  ],
  [
    "an unknown index",
    { source: { type: "Search", indexName: "notes.by_x", filters: [] }, operators: [] },
    /Index notes\.by_x not found/,
  ],
])("a search with %s is refused", async (_name, query, message) => {
  const engine = await engineWith();
  const snapshot = engine.read();
  expect(() => snapshot.query("", query)).toThrow(message);
  snapshot.close();
});

test("a dropped search index leaves no table behind", async () => {
  const engine = await engineWith("one");
  await write(engine, (tx) => tx.applySchema("", null));
  await write(engine, (tx) => tx.applySchema("", schema));
  expect(find(engine, search("one"))).toEqual([0]);
  await write(engine, (tx) => tx.dropComponent(""));
  expect(find(engine, search("one"))).toEqual([]);
});
