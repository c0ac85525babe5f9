import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";
import { expect, test } from "vitest";
import {
  byIndex,
  collect,
  eq,
  fullScan,
  openTestEngine,
  schemaOf,
  temporaryFolder,
  write,
} from "../../test/support/engines.ts";
import type { SchemaJson } from "../protocol/schema-json.ts";
import type { Engine } from "./types.ts";

// `export` is how the library itself hands a schema to a deployment; its type leaves it out.
function exported(schema: ReturnType<typeof defineSchema>): SchemaJson {
  return JSON.parse((schema as unknown as { export(): string }).export());
}

const people = exported(
  defineSchema({
    people: defineTable({ name: v.string(), age: v.optional(v.number()) })
      .index("by_name", ["name"])
      .index("by_age_name", ["age", "name"]),
    friendships: defineTable({ a: v.id("people"), b: v.id("people") }).index("by_a", ["a"]),
  }),
);

function found(engine: Engine, index: string, field: string, value: string | number): unknown[] {
  const snapshot = engine.read();
  const documents = collect(snapshot.query("", byIndex(index, [eq(field, value)])));
  snapshot.close();
  return documents.map(({ name }) => name);
}

test("an index that a push adds holds the documents from before, and later ones", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    for (let i = 0; i < 600; i++) tx.insert("", "people", { name: `n${i}`, age: i % 3 });
  });
  await write(engine, (tx) => tx.applySchema("", people));
  expect(found(engine, "people.by_age_name", "age", 1)).toHaveLength(200);
  await write(engine, (tx) => tx.insert("", "people", { name: "later", age: 1 }));
  expect(found(engine, "people.by_age_name", "age", 1)).toHaveLength(201);
  expect(found(engine, "people.by_name", "name", "later")).toEqual(["later"]);
});

test("indexes and types are there after a restart, and kept up to date", async () => {
  const folder = temporaryFolder();
  const first = openTestEngine(folder);
  await write(first, (tx) => {
    tx.applySchema("", people);
    tx.insert("", "people", { name: "Ada" });
  });
  first.close();
  const second = openTestEngine(folder);
  await write(second, (tx) => tx.insert("", "people", { name: "Bob" }));
  expect(found(second, "people.by_name", "name", "Ada")).toEqual(["Ada"]);
  expect(found(second, "people.by_name", "name", "Bob")).toEqual(["Bob"]);
  await expect(write(second, (tx) => tx.insert("", "people", {}))).rejects.toThrow(
    /required field `name`/,
  );
  expect(second.diffSchema("", people).added_indexes).toEqual([]);
});

test("the difference names what a push adds, removes and changes, and applying it is idempotent", async () => {
  const engine = openTestEngine();
  const item = (name: string, ...fields: string[]) => ({ name, type: "database", fields });
  expect(engine.diffSchema("", people).added_indexes).toEqual([
    item("people.by_name", "name"),
    item("people.by_age_name", "age", "name"),
    item("friendships.by_a", "a"),
  ]);
  await write(engine, (tx) => tx.applySchema("", people));
  const empty = {
    added_indexes: [],
    removed_indexes: [],
    enabled_indexes: [],
    disabled_indexes: [],
  };
  expect(engine.diffSchema("", people)).toEqual(empty);
  const next = schemaOf({ people: { by_name: ["name", "age"] } });
  expect(engine.diffSchema("", next)).toEqual({
    ...empty,
    added_indexes: [item("people.by_name", "name", "age")],
    removed_indexes: [
      item("people.by_name", "name"),
      item("people.by_age_name", "age", "name"),
      item("friendships.by_a", "a"),
    ],
  });
  await write(engine, (tx) => tx.applySchema("", next));
  expect(engine.diffSchema("", next)).toEqual(empty);
  expect(engine.diffSchema("other", null)).toEqual(empty);
});

/** A schema whose two indexes are staged, or not. */
function stageable(isStaged: boolean): SchemaJson {
  const table = defineTable({ name: v.string() });
  return exported(
    defineSchema({
      people: isStaged
        ? table
            .index("by_name", { fields: ["name"], staged: true })
            .searchIndex("search_name", { searchField: "name", staged: true })
        : table.index("by_name", ["name"]).searchIndex("search_name", { searchField: "name" }),
    }),
  );
}

test("a staged index is filled, refused to queries by name, and there as soon as it is enabled", async () => {
  const folder = temporaryFolder();
  const engine = openTestEngine(folder);
  await write(engine, (tx) => tx.insert("", "people", { name: "before" }));
  const items = (staged: object) => [
    { name: "people.by_name", type: "database", fields: ["name"], ...staged },
    {
      name: "people.search_name",
      type: "search",
      searchField: "name",
      filterFields: [],
      ...staged,
    },
  ];
  expect(engine.diffSchema("", stageable(true)).added_indexes).toEqual(items({ staged: true }));
  await write(engine, (tx) => tx.applySchema("", stageable(true)));
  engine.close();
  const opened = openTestEngine(folder);
  await write(opened, (tx) => tx.insert("", "people", { name: "after" }));
  const search = (): string[] => {
    const snapshot = opened.read();
    try {
      const query = {
        source: {
          type: "Search",
          indexName: "people.search_name",
          filters: [{ type: "Search", fieldPath: "name", value: "before" }],
        },
        operators: [],
      };
      return collect(snapshot.query("", query)).map(({ name }) => String(name));
    } finally {
      snapshot.close();
    }
  };
  expect(() => found(opened, "people.by_name", "name", "before")).toThrow(
    "Index people.by_name is currently staged and not available to query until it is enabled.",
  );
  expect(search).toThrow("Index people.search_name is currently staged");

  const unchanged = { added_indexes: [], removed_indexes: [] };
  expect(opened.diffSchema("", stageable(false))).toEqual({
    ...unchanged,
    enabled_indexes: items({}),
    disabled_indexes: [],
  });
  await write(opened, (tx) => tx.applySchema("", stageable(false)));
  expect(found(opened, "people.by_name", "name", "before")).toEqual(["before"]);
  expect(found(opened, "people.by_name", "name", "after")).toEqual(["after"]);
  expect(search()).toEqual(["before"]);
  expect(opened.diffSchema("", stageable(true))).toEqual({
    ...unchanged,
    enabled_indexes: [],
    disabled_indexes: items({ staged: true }),
  });
  await write(opened, (tx) => tx.applySchema("", stageable(true)));
  expect(search).toThrow("is currently staged");
});

test.each([
  ["the same fields", "by_other", ["name"], "have the same fields"],
  ["the same name", "by_name", ["age"], 'two indexes with the name "by_name"'],
  ["a field that is none", "by_other", ["nowhere"], 'references the field "nowhere"'],
])("a staged index with %s as another is refused like any", (_, name, fields, why) => {
  const schema = exported(
    defineSchema({
      people: defineTable({ name: v.string(), age: v.number() }).index("by_name", ["name"]),
    }),
  );
  const [table] = schema.tables;
  const stagedDbIndexes = [{ indexDescriptor: name, fields }];
  const tables = [{ ...table, stagedDbIndexes }];
  expect(() => openTestEngine().diffSchema("", { ...schema, tables })).toThrow(why);
});

test("an index that a push removes is gone, and its table's documents stay", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", people);
    tx.insert("", "people", { name: "Ada" });
  });
  await write(engine, (tx) => tx.applySchema("", null));
  const snapshot = engine.read();
  expect(() => snapshot.query("", byIndex("people.by_name"))).toThrow(
    "Index people.by_name not found.",
  );
  expect(snapshot.count("", "people")).toBe(1);
  snapshot.close();
  await write(engine, (tx) => tx.insert("", "people", { anything: true }));
});

test("a schema that an existing document does not fit is refused, and nothing changes", async () => {
  const engine = openTestEngine();
  const id = await write(engine, (tx) => {
    tx.insert("", "people", { name: "fits" });
    return tx.insert("", "people", { name: 5 });
  });
  const error =
    `Document with ID "${id}" in table "people" does not match the schema: Value does not match validator.\n` +
    "Path: .name\nValue: 5.0\nValidator: v.string()";
  expect(engine.checkSchema("", people)).toEqual({ tableName: "people", error });
  await expect(write(engine, (tx) => tx.applySchema("", people))).rejects.toThrow(error);
  const snapshot = engine.read();
  expect(snapshot.tableNames("")).toEqual(["people"]);
  snapshot.close();
  await write(engine, (tx) => tx.patch("", id, { name: "mended" }));
  expect(engine.checkSchema("", people)).toBe(null);
});

test("documents are checked on insert, patch and replace", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", people);
    const id = tx.insert("", "people", { name: "Ada" });
    const friends = tx.insert("", "friendships", { a: id, b: id });
    expect(() => tx.insert("", "people", { name: 1 })).toThrow(
      /does not match the schema.*Path: \.name/s,
    );
    expect(() => tx.patch("", id, { name: { $undefined: null } })).toThrow(
      /missing the required field `name`/,
    );
    expect(() => tx.replace("", id, { name: "Ada", x: 1 })).toThrow(/extra field `x`/);
    expect(() => tx.insert("", "friendships", { a: id, b: friends })).toThrow(
      /from table `friendships`, which does not match the table name in validator `v\.id\("people"\)`/,
    );
    expect(tx.get("", id)).toMatchObject({ name: "Ada" });
  });
});

test("without schema validation anything may be stored", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", { ...people, schemaValidation: false });
    tx.insert("", "people", { other: 1 });
  });
});

test("components have schemas of their own, and dropping one leaves the others", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("a", people);
    tx.insert("a", "people", { name: "Ada" });
    tx.insert("b", "people", { other: 1 });
    tx.insert("a", "_storage", { size: 1 });
  });
  await write(engine, (tx) => tx.dropComponent("a"));
  const snapshot = engine.read();
  expect(snapshot.tableNames("a")).toEqual([]);
  expect(collect(snapshot.query("a", fullScan("_storage")))).toEqual([]);
  expect(snapshot.count("b", "people")).toBe(1);
  snapshot.close();
});

test.each<[string, SchemaJson, RegExp]>([
  [
    "a reserved index name",
    schemaOf({ t: { by_id: ["a"] } }),
    /"t\.by_id" has a name that is reserved/,
  ],
  ["an index without fields", schemaOf({ t: { by: [] } }), /"t\.by" has no fields/],
  ["a field twice", schemaOf({ t: { by: ["a", "a"] } }), /"t\.by" has a field twice/],
  [
    "an implied field",
    schemaOf({ t: { by: ["a", "_id"] } }),
    /names "_id", which every index ends with/,
  ],
  ["a bad table name", schemaOf({ "t-1": {} }), /Table name "t-1" is not valid/],
  ["a bad index name", schemaOf({ t: { "1": ["a"] } }), /Index name "1" is not valid/],
  [
    "a field that its table lacks",
    exported(defineSchema({ t: defineTable({ a: v.string() }).index("by", ["a", "b" as "a"]) })),
    /"t\.by" is invalid because it references the field "b"/,
  ],
  [
    "a search field that its table lacks",
    exported(
      defineSchema({
        t: defineTable({ a: v.string() }).searchIndex("by", { searchField: "b" as "a" }),
      }),
    ),
    /"t\.by" is invalid because it references the field "b"/,
  ],
  [
    "a field that no document of an array has",
    exported(
      defineSchema({
        t: defineTable({ a: v.array(v.object({ b: v.string() })) }).index("by", ["a.b" as "a"]),
      }),
    ),
    /references the field "a\.b"/,
  ],
  [
    "a field that no path can name",
    schemaOf({ t: { by: ["a b"] } }),
    /names "a b", which cannot be a field/,
  ],
  [
    "two equal indexes",
    schemaOf({ t: { one: ["a"], two: ["a"] } }),
    /"t\.one" and "t\.two" have the same fields/,
  ],
  [
    "too many fields",
    schemaOf({ t: { by: Array.from({ length: 17 }, (_, i) => `f${i}`) } }),
    /17 fields, more than 16/,
  ],
  [
    "too many indexes",
    schemaOf({ t: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`by_${i}`, ["a"]])) }),
    /65 indexes, more than 64/,
  ],
])("a schema with %s is refused", (_name, schema, message) => {
  expect(() => openTestEngine().diffSchema("", schema)).toThrow(message);
});

test("an index may name optional, nested and union fields, and any field where anything goes", () => {
  const schema = exported(
    defineSchema({
      nested: defineTable({ a: v.optional(v.object({ b: v.any() })) })
        .index("by_b", ["a.b"])
        .index("by_deeper", ["a.b.c"]),
      either: defineTable(
        v.union(v.object({ one: v.string() }), v.object({ two: v.string() })),
      ).index("by_two", ["two"]),
      anything: defineTable(v.any()).index("by_thing", ["thing"]),
    }),
  );
  expect(openTestEngine().diffSchema("", schema).added_indexes).toHaveLength(4);
});

test("a schema that is not enforced may index what it doesn't name", () => {
  const tables = defineSchema(
    { t: defineTable({ a: v.string() }).index("by", ["b" as "a"]) },
    { schemaValidation: false },
  );
  expect(openTestEngine().diffSchema("", exported(tables)).added_indexes).toHaveLength(1);
});

test("a table that no schema can name is not made by an insert", async () => {
  const engine = openTestEngine();
  await expect(write(engine, (tx) => tx.insert("", "no table!", {}))).rejects.toThrow(
    /Table name "no table!" is not valid/,
  );
});

test("a vector index is refused by name", () => {
  const schema = exported(
    defineSchema({
      t: defineTable({ e: v.array(v.number()) }).vectorIndex("by_e", {
        vectorField: "e",
        dimensions: 3,
      }),
    }),
  );
  expect(() => openTestEngine().diffSchema("", schema)).toThrow(
    /vectorIndex.*is not supported locally/,
  );
});
