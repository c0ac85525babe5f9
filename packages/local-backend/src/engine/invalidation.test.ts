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
import type { JsonObject, ReadSet, Snapshot } from "./types.ts";
import { EVERYTHING } from "./watched-reads.ts";

type Read = (snapshot: Snapshot, component: string, ids: readonly string[]) => unknown;

const order = fc.constantFrom("asc" as const, "desc" as const);
const value = fc.nat(6);

const read: fc.Arbitrary<Read> = fc.oneof(
  fc.nat(30).map(
    (at): Read =>
      (snapshot, component, ids) => {
        const id = ids[at % Math.max(1, ids.length)];
        return id === undefined ? null : snapshot.get(component, id);
      },
  ),
  fc.tuple(value, order, fc.nat(4)).map(([a, direction, limit]): Read => {
    const query = byIndex("t.by_a", [eq("a", a)], direction, [{ limit }]);
    return (snapshot, component) => collect(snapshot.query(component, query));
  }),
  fc.tuple(value, value, order, fc.nat(4)).map(([low, high, direction, taken]): Read => {
    const range = [
      { type: "Gte" as const, fieldPath: "a", value: low },
      { type: "Lt" as const, fieldPath: "a", value: high },
    ];
    const query = byIndex("t.by_a", range, direction);
    return (snapshot, component) => collect(snapshot.query(component, query), taken);
  }),
  fc.tuple(value, order).map(([a, direction]): Read => {
    const filter: JsonObject = { $eq: [{ $field: "a" }, { $literal: a }] };
    const query = fullScan("t", direction, [{ filter }, { limit: 1 }]);
    return (snapshot, component) => collect(snapshot.query(component, query));
  }),
  fc.tuple(order, fc.integer({ min: 1, max: 4 })).map(([direction, pageSize]): Read => {
    const query = byIndex("t.by_a", [], direction);
    return (snapshot, component) => {
      const first = snapshot.page(component, { query, cursor: null, pageSize });
      const next = { query, cursor: first.continueCursor, pageSize };
      return [first, snapshot.page(component, next)];
    };
  }),
  fc.constant<Read>((snapshot, component) => snapshot.count(component, "t")),
  fc.constant<Read>((snapshot, component) => collect(snapshot.query(component, fullScan("later")))),
  fc.constant<Read>((snapshot, component) => snapshot.tableNames(component)),
);

const operation = fc.record({
  kind: fc.constantFrom("insert" as const, "patch" as const, "remove" as const, "later" as const),
  a: value,
  at: fc.nat(30),
});

test("a read whose result a commit changes is stale after it, and one that it did not touch is not", async () => {
  const engine = openTestEngine();
  let run = 0;
  let fresh = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { maxLength: 10 }),
      fc.array(read, { minLength: 1, maxLength: 8 }),
      fc.array(operation, { minLength: 1, maxLength: 3 }),
      async (values, reads, operations) => {
        const component = `c${run++}`;
        const ids = await write(engine, (tx) => {
          tx.applySchema(component, schemaOf({ t: { by_a: ["a"] } }));
          return values.map((a) => tx.insert(component, "t", { a }));
        });
        const runAll = (): Array<{ result: unknown; reads: ReadSet }> =>
          reads.map((one) => {
            const snapshot = engine.read();
            const result = one(snapshot, component, ids);
            snapshot.close();
            return { result, reads: snapshot.reads };
          });
        const before = runAll();
        for (const [id, { reads: recorded }] of before.entries()) {
          expect(engine.watch(id, recorded)).toBe(true);
        }
        const { commit } = await engine.writeAll([
          async (tx) => {
            for (const { kind, a, at } of operations) {
              const id = ids[at % Math.max(1, ids.length)];
              if (kind === "insert" || id === undefined) tx.insert(component, "t", { a });
              else if (kind === "later") tx.insert(component, "later", { a });
              else if (tx.get(component, id) === null) continue;
              else if (kind === "patch") tx.patch(component, id, { a });
              else tx.remove(component, id);
            }
          },
        ]);
        const stale = new Set(commit.stale);
        for (const [id, { result }] of runAll().entries()) {
          if (stale.has(id)) continue;
          fresh++;
          expect(result).toEqual(before[id]?.result);
        }
        for (const id of before.keys()) engine.unwatch(id);
      },
    ),
    { numRuns: 300 },
  );
  expect(fresh).toBeGreaterThan(0);
});

test("a write outside everything that was read makes nothing stale", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", schemaOf({ t: { by_a: ["a"] } }));
    for (let a = 0; a < 10; a++) tx.insert("", "t", { a });
  });
  const snapshot = engine.read();
  collect(snapshot.query("", byIndex("t.by_a", [], "asc", [{ limit: 3 }])));
  collect(snapshot.query("", byIndex("t.by_a", [], "desc", [{ limit: 3 }])));
  snapshot.close();
  engine.watch(1, snapshot.reads);
  const inside = (a: number) => async () => {
    const { commit } = await engine.writeAll([async (tx) => tx.insert("", "t", { a })]);
    return commit.stale;
  };
  expect(await inside(4)()).toEqual([]);
  expect(await inside(6.5)()).toEqual([]);
  expect(await inside(1)()).toEqual([1]);
});

test("watching a read that has been overtaken says so", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.insert("", "t", { a: 1 }));
  const old = engine.read();
  const other = engine.read();
  collect(old.query("", fullScan("t")));
  other.dependOn("env");
  await write(engine, (tx) => tx.insert("", "t", { a: 2 }));
  expect(engine.watch(1, old.reads)).toBe(false);
  expect(engine.watch(2, other.reads)).toBe(true);
  old.close();
  other.close();
});

test("touching what is no document reaches those who depend on it", async () => {
  const engine = openTestEngine();
  const snapshot = engine.read();
  snapshot.dependOn("env");
  snapshot.close();
  engine.watch(7, snapshot.reads);
  const touch = (name: string) => engine.writeAll([async (tx) => tx.touch(name)]);
  expect((await touch("logs")).commit.stale).toEqual([]);
  expect((await touch("env")).commit.stale).toEqual([7]);
  engine.unwatch(7);
  expect((await touch("env")).commit.stale).toEqual([]);
});

test("touching everything reaches those who read nothing, and those who watch only since the last commit", async () => {
  const engine = openTestEngine();
  const everything = () => engine.writeAll([async (tx) => tx.touch(EVERYTHING)]);
  const watch = (id: number) => {
    const snapshot = engine.read();
    snapshot.close();
    engine.watch(id, snapshot.reads);
  };
  watch(1);
  watch(2);
  engine.unwatch(2);
  expect((await everything()).commit.stale).toEqual([1]);
  watch(3);
  expect((await everything()).commit.stale).toEqual([1, 3]);
});

test("ten thousand subscriptions are not looked at for a write outside all of them", async () => {
  const engine = openTestEngine();
  const ids = await write(engine, (tx) => {
    tx.applySchema("", schemaOf({ t: { by_a: ["a"] } }));
    return Array.from({ length: 10_000 }, (_, a) => tx.insert("", "t", { a }));
  });
  for (const [a, id] of ids.entries()) {
    const snapshot = engine.read();
    snapshot.get("", id);
    collect(snapshot.query("", byIndex("t.by_a", [eq("a", a)])));
    snapshot.close();
    engine.watch(a, snapshot.reads);
  }
  const outside = await engine.writeAll([async (tx) => tx.insert("", "t", { a: -1 })]);
  expect(outside.commit.stale).toEqual([]);
  const inside = await engine.writeAll([async (tx) => tx.patch("", ids[5_000] ?? "", { b: 1 })]);
  expect(inside.commit.stale).toEqual([5_000]);
});
