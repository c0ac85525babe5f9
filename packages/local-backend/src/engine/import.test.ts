import { expect, test } from "vitest";
import { openTestEngine, write } from "../../test/support/engines.ts";
import { encodeId } from "../protocol/ids.ts";
import type { JsonDocument, ReadSet } from "./types.ts";

const idOf = (number: number, byte: number) => encodeId(number, Buffer.alloc(16, byte));

const schema = {
  tables: [
    {
      tableName: "notes",
      indexes: [{ indexDescriptor: "by_text", fields: ["text"] }],
      searchIndexes: [],
      vectorIndexes: [],
      documentType: {
        type: "object",
        value: { text: { fieldType: { type: "string" }, optional: false } },
      },
    },
  ],
  schemaValidation: true,
};

test("an imported document keeps its id and creation time, and is found by every index", async () => {
  const engine = openTestEngine();
  const document: JsonDocument = { _id: idOf(10_777, 1), _creationTime: 12.5, text: "x" };
  await write(engine, (tx) => {
    tx.applySchema("", schema);
    tx.emptyTables([{ component: "", name: "notes", idNumber: 10_777 }]);
    tx.importDocument("", "notes", document);
    tx.importDocument("", "notes", { text: "without an id" });
  });
  const snapshot = engine.read();
  expect(snapshot.get("", document._id)).toEqual(document);
  const range = [{ type: "Eq", fieldPath: "text", value: "x" }];
  const found = snapshot.query("", {
    source: { type: "IndexRange", indexName: "notes.by_text", range, order: null },
    operators: [],
  });
  expect(found.next().value).toEqual(document);
  expect(snapshot.tables()).toEqual([{ component: "", name: "notes", idNumber: 10_777 }]);
  expect([...snapshot.allDocuments("", "notes")]).toHaveLength(2);
  expect(snapshot.size("", "notes")).toBe(2);
  snapshot.close();
});

test("the number that a snapshot brings survives a restart and new tables keep away from it", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.emptyTables([{ component: "", name: "first", idNumber: 10_002 }]);
    tx.emptyTables([{ component: "", name: "second", idNumber: 10_001 }]);
    tx.emptyTables([{ component: "child", name: "third", idNumber: 10_001 }]);
    tx.insert("", "fourth", {});
    tx.insert("", "fifth", {});
  });
  const numbers = () => {
    const snapshot = engine.read();
    const own = snapshot.tables().filter(({ component }) => component === "");
    snapshot.close();
    return own.map(({ idNumber }) => idNumber);
  };
  expect(new Set(numbers()).size).toBe(4);
  const id = await write(engine, (tx) => tx.insert("child", "third", { a: 1 }));
  const snapshot = engine.read();
  expect(snapshot.get("child", id)).toMatchObject({ a: 1 });
  expect(snapshot.tableOf("", id)).toBe("second");
  snapshot.close();
});

test.each([
  ["of another table", { _id: idOf(10_999, 1) }, /is not an id of table "notes"/],
  ["that does not fit the schema", { text: 1 }, /does not match the schema/],
  ["with a creation time that is no number", { text: "", _creationTime: "now" }, /_creationTime/],
])("a document %s is refused and nothing of its import stays", async (_, value, message) => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.applySchema("", schema));
  await write(engine, (tx) => tx.insert("", "notes", { text: "kept" }));
  const importing = write(engine, (tx) => {
    tx.emptyTables([{ component: "", name: "notes" }]);
    tx.importDocument("", "notes", { text: "before" });
    tx.importDocument("", "notes", value);
  });
  await expect(importing).rejects.toThrow(message);
  const snapshot = engine.read();
  expect([...snapshot.allDocuments("", "notes")]).toMatchObject([{ text: "kept" }]);
  snapshot.close();
});

test("an id that is there already is refused", async () => {
  const engine = openTestEngine();
  const id = await write(engine, (tx) => tx.insert("", "notes", {}));
  await expect(write(engine, (tx) => tx.importDocument("", "notes", { _id: id }))).rejects.toThrow(
    /already/,
  );
});

test("a number that another table has is refused with what to do", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.emptyTables([{ component: "", name: "a", idNumber: 10_500 }]));
  await expect(
    write(engine, (tx) => tx.emptyTables([{ component: "", name: "b", idNumber: 10_500 }])),
  ).rejects.toThrow(/which the table "a" has here already. Import with --replace-all/);
});

test("two tables may swap their numbers and keep their indexes", async () => {
  const engine = openTestEngine();
  const numbers = () => {
    const snapshot = engine.read();
    snapshot.close();
    return Object.fromEntries(snapshot.tables().map(({ name, idNumber }) => [name, idNumber]));
  };
  await write(engine, (tx) => tx.applySchema("", schema));
  await write(engine, (tx) => tx.insert("", "other", {}));
  const { notes = 0, other = 0 } = numbers();
  await write(engine, (tx) =>
    tx.emptyTables([
      { component: "", name: "notes", idNumber: other },
      { component: "", name: "other", idNumber: notes },
    ]),
  );
  expect(numbers()).toEqual({ notes: other, other: notes });
  expect(engine.diffSchema("", schema).added_indexes).toEqual([]);
  await expect(write(engine, (tx) => tx.insert("", "notes", { text: 1 }))).rejects.toThrow(
    /schema/,
  );
});

test("every live query runs again after an import", async () => {
  const engine = openTestEngine();
  const read = (): ReadSet => {
    const snapshot = engine.read();
    snapshot.count("", "elsewhere");
    snapshot.close();
    return snapshot.reads;
  };
  const before = read();
  expect(engine.watch(1, read())).toBe(true);
  const { commit } = await engine.writeAll([
    async (tx) => {
      tx.emptyTables([{ component: "", name: "notes" }]);
      tx.touchEverything();
    },
  ]);
  expect(commit.stale).toEqual([1]);
  expect(engine.watch(2, before)).toBe(false);
});
