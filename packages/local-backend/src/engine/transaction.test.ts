import fc from "fast-check";
import { expect, test } from "vitest";
import {
  byIndex,
  collect,
  eq,
  fullScan,
  openTestEngine,
  schemaOf,
  write,
} from "../../test/support/engines.ts";
import type { Engine, JsonObject, Transaction } from "./types.ts";

type Step =
  | { kind: "insert"; table: string; a: number }
  | { kind: "patch"; at: number; a: number }
  | { kind: "remove"; at: number }
  | { kind: "record"; key: string; value: string | null }
  | { kind: "nested"; keeps: boolean; steps: Step[] };

const step: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({
      kind: fc.constant("insert" as const),
      table: fc.constantFrom("t", "u", "v"),
      a: fc.nat(3),
    }),
    fc.record({ kind: fc.constant("patch" as const), at: fc.nat(20), a: fc.nat(3) }),
    fc.record({ kind: fc.constant("remove" as const), at: fc.nat(20) }),
    fc.record({
      kind: fc.constant("record" as const),
      key: fc.constantFrom("x", "y"),
      value: fc.option(fc.constantFrom("1", "2")),
    }),
    fc.record({
      kind: fc.constant("nested" as const),
      keeps: fc.boolean(),
      steps: fc.array(tie("step"), { maxLength: 5 }),
    }),
  ),
})).step;

/** What the database should hold: documents by id, records by key. */
interface Model {
  documents: Map<string, { table: string; a: number }>;
  records: Map<string, string>;
}

function perform(tx: Transaction, component: string, model: Model, steps: readonly Step[]): Model {
  let { documents, records } = {
    documents: new Map(model.documents),
    records: new Map(model.records),
  };
  for (const one of steps) {
    const [id, document] =
      [...documents][("at" in one ? one.at : 0) % Math.max(1, documents.size)] ?? [];
    switch (one.kind) {
      case "insert":
        documents.set(tx.insert(component, one.table, { a: one.a }), {
          table: one.table,
          a: one.a,
        });
        break;
      case "patch":
        if (id === undefined || document === undefined) break;
        tx.patch(component, id, { a: one.a });
        documents.set(id, { ...document, a: one.a });
        break;
      case "remove":
        if (id === undefined) break;
        tx.remove(component, id);
        documents.delete(id);
        break;
      case "record":
        tx.putRecord(component, one.key, one.value);
        if (one.value === null) records.delete(one.key);
        else records.set(one.key, one.value);
        break;
      case "nested": {
        const savepoint = tx.savepoint();
        const inner = perform(tx, component, { documents, records }, one.steps);
        if (one.keeps) {
          savepoint.release();
          ({ documents, records } = inner);
        } else savepoint.rollback();
        break;
      }
    }
  }
  return { documents, records };
}

function contents(engine: Engine, component: string): Model {
  const snapshot = engine.read();
  const documents: Model["documents"] = new Map();
  for (const table of ["t", "u", "v"]) {
    const byCreation = collect(snapshot.query(component, fullScan(table)));
    const ids = (documentsFound: JsonObject[]) => documentsFound.map(({ _id }) => _id).sort();
    expect(ids(collect(snapshot.query(component, byIndex(`${table}.by_id`))))).toEqual(
      ids(byCreation),
    );
    for (const { _id, a } of byCreation) {
      expect(snapshot.get(component, _id)?.a).toBe(a);
      documents.set(_id, { table, a: Number(a) });
    }
  }
  for (let a = 0; a < 4; a++) {
    const found = collect(snapshot.query(component, byIndex("t.by_a", [eq("a", a)])));
    const expected = [...documents.values()].filter((one) => one.table === "t" && one.a === a);
    expect(found).toHaveLength(expected.length);
  }
  const records = new Map(snapshot.records(component).map(({ key, value }) => [key, value]));
  snapshot.close();
  return { documents, records };
}

test("undone parts of a transaction leave nothing behind, and only they", async () => {
  const engine = openTestEngine();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ fails: fc.boolean(), steps: fc.array(step, { maxLength: 6 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (transactions) => {
        const component = `c${run++}`;
        await write(engine, (tx) => tx.applySchema(component, schemaOf({ t: { by_a: ["a"] } })));
        let model: Model = { documents: new Map(), records: new Map() };
        const { results } = await engine.writeAll(
          transactions.map(({ fails, steps }) => async (tx: Transaction) => {
            const after = perform(tx, component, model, steps);
            if (fails) throw new Error("undo");
            model = after;
          }),
        );
        expect(results.map(({ ok }) => ok)).toEqual(transactions.map(({ fails }) => !fails));
        expect(contents(engine, component)).toEqual(model);
      },
    ),
    { numRuns: 150 },
  );
});

test("a savepoint left open by a call that failed is undone with its transaction", async () => {
  const engine = openTestEngine();
  const { results } = await engine.writeAll([
    async (tx) => {
      tx.savepoint();
      tx.insert("", "t", {});
      tx.savepoint();
      throw new Error("half way");
    },
    async (tx) => tx.insert("", "t", {}),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([false, true]);
  const snapshot = engine.read();
  expect(snapshot.count("", "t")).toBe(1);
  snapshot.close();
});

test("a table created in an undone part does not exist", async () => {
  const engine = openTestEngine();
  const [first, second] = await write(engine, (tx) => {
    const savepoint = tx.savepoint();
    const undone = tx.insert("", "t", {});
    savepoint.rollback();
    expect(tx.tableOf("", undone)).toBe(null);
    return [undone, tx.insert("", "u", {})];
  });
  const snapshot = engine.read();
  expect(snapshot.tableNames("")).toEqual(["u"]);
  expect(snapshot.get("", second ?? "")).not.toBe(null);
  expect(snapshot.get("", first ?? "")).toBe(null);
  snapshot.close();
});

test("creation times grow within a transaction and over transactions, also when the clock stands or goes back", async () => {
  let now = 1_700_000_000_000;
  const engine = openTestEngine(undefined, { now: () => now });
  for (const at of [now, now, now - 5_000]) {
    now = at;
    await write(engine, (tx) => {
      for (let i = 0; i < 3; i++) tx.insert("", "t", {});
    });
  }
  const snapshot = engine.read();
  const times = collect(snapshot.query("", fullScan("t"))).map((one) => one._creationTime);
  snapshot.close();
  expect(times).toHaveLength(9);
  expect(new Set(times).size).toBe(9);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBe(1_700_000_000_000);
});

test("a patch changes, adds and removes fields; a replacement keeps only the system fields", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    const id = tx.insert("", "t", { a: 1, b: 2 });
    const original = tx.get("", id);
    expect(tx.patch("", id, { a: { $undefined: null }, c: [3] })).toEqual({
      _id: id,
      _creationTime: original?._creationTime,
      b: 2,
      c: [3],
    });
    const replaced = { _id: id, _creationTime: original?._creationTime, d: 4 };
    expect(tx.replace("", id, { d: 4 })).toEqual(replaced);
    expect(tx.get("", id)).toEqual(replaced);
    expect(tx.remove("", id)).toEqual(replaced);
    expect(tx.get("", id)).toBe(null);
  });
});

test("ids are of one component: another one's are unknown", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    const id = tx.insert("a", "t", {});
    tx.insert("b", "t", {});
    expect(tx.get("b", id)).toBe(null);
    expect(tx.normalizeId("b", "t", id)).toBe(null);
    expect(tx.normalizeId("a", "t", id)).toBe(id);
    expect(tx.normalizeId("a", "u", id)).toBe(null);
    expect(tx.tableOf("b", id)).toBe(null);
    expect(() => tx.patch("b", id, {})).toThrow(/Invalid argument `id` for `db.patch`/);
  });
});

test.each<[string, (tx: Transaction, id: string) => unknown, RegExp]>([
  [
    "an id that is none",
    (tx) => tx.remove("", "nonsense"),
    /Invalid argument `id` for `db.delete`/,
  ],
  [
    "a deleted document",
    (tx, id) => [tx.remove("", id), tx.patch("", id, {})],
    /Update on nonexistent document ID/,
  ],
  [
    "an id of another table",
    (tx, id) => tx.get("", id, "u"),
    /Expected an id of table "u", but the id ".*" is of table "t"/,
  ],
  ["a system field", (tx, id) => tx.patch("", id, { _x: 1 }), /'_x' starts with an underscore/],
  ["a given id", (tx, id) => tx.insert("", "t", { _id: id }), /system field "_id" cannot be given/],
  [
    "a changed id",
    (tx, id) => tx.patch("", id, { _id: "other" }),
    /_id and _creationTime cannot change/,
  ],
  [
    "a value that is no object",
    (tx, id) => tx.replace("", id, [] as unknown as JsonObject),
    /must be an Object/,
  ],
  [
    "undefined in an insert",
    (tx) => tx.insert("", "t", { a: { $undefined: null } }),
    /undefined is not a valid Convex value at \.a/,
  ],
  [
    "a document of 17 levels",
    (tx) => tx.insert("", "t", deep(17)),
    /nested 17 levels deep > maximum nesting 16/,
  ],
  [
    "a document over 1 MiB",
    (tx) => tx.insert("", "t", { a: "x".repeat(2 ** 20) }),
    /too large \(1.00 MiB > maximum size 1.00 MiB\)/,
  ],
])("writing with %s is refused", async (_name, attempt, message) => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.insert("", "u", {});
    const id = tx.insert("", "t", {});
    expect(() => attempt(tx, id)).toThrow(message);
  });
});

function deep(levels: number): JsonObject {
  return levels === 1 ? {} : { a: deep(levels - 1) };
}

test("a function reads at most 32,000 documents and writes at most 16,000", async () => {
  const engine = openTestEngine();
  const insertMany = (count: number) =>
    write(engine, (tx) => {
      for (let i = 0; i < count; i++) tx.insert("", "t", {});
    });
  await expect(insertMany(16_001)).rejects.toThrow(
    /Too many writes in a single function execution/,
  );
  await insertMany(16_000);
  await insertMany(16_000);
  await insertMany(1);
  const snapshot = engine.read();
  const scan = snapshot.query("", fullScan("t"));
  expect(() => collect(scan)).toThrow(
    /Too many documents read in a single function execution \(limit: 32000\)/,
  );
  snapshot.close();
});

test("a function writes at most 16 MiB", async () => {
  const engine = openTestEngine();
  const large = { a: "x".repeat(900 * 1024) };
  const attempt = write(engine, (tx) => {
    for (let i = 0; i < 20; i++) tx.insert("", "t", large);
  });
  await expect(attempt).rejects.toThrow(/Too many bytes written in a single function execution/);
});

test("scheduled functions are found by state and time over all components", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    const job = (component: string, scheduledTime: number, kind: string) =>
      tx.insert(component, "_scheduled_functions", {
        name: "a.js:b",
        scheduledTime,
        state: { kind },
      });
    job("", 30, "pending");
    job("a", 10, "pending");
    job("a", 15, "success");
    job("a/b", 20, "pending");
  });
  const snapshot = engine.read();
  const due = snapshot.scheduled("pending", 20, 10);
  expect(due.map(({ component, document }) => [component, document.scheduledTime])).toEqual([
    ["a", 10],
    ["a/b", 20],
  ]);
  expect(snapshot.scheduled("pending", 100, 1)).toHaveLength(1);
  expect(snapshot.scheduled("success", 100, 9)).toHaveLength(1);
  expect(snapshot.tableNames("a")).toEqual([]);
  snapshot.close();
});
