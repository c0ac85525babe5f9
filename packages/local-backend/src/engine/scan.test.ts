import { compareValues, jsonToConvex, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commonWireValue } from "../../test/support/arbitraries.ts";
import {
  type Bound,
  byIndex,
  collect,
  eq,
  fullScan,
  openTestEngine,
  schemaOf,
  write,
} from "../../test/support/engines.ts";
import { encodeId } from "../protocol/ids.ts";
import type { JsonDocument, JsonObject, JsonValue } from "./types.ts";

const INDEXES = { by_a_b: ["a", "b"], by_nested: ["n.x"] };

const field = fc.option(commonWireValue, { nil: undefined });
const fields: fc.Arbitrary<JsonObject> = fc
  .record({ a: field, b: field, n: fc.option(fc.record({ x: field }), { nil: undefined }) })
  .map((value) => JSON.parse(JSON.stringify(value)));

const UNDEFINED: JsonValue = { $undefined: null };
const operand = fc.oneof(commonWireValue, fc.constant(UNDEFINED));
const inequalities = (fieldPath: string): fc.Arbitrary<Bound[]> =>
  fc
    .record({
      lower: fc.option(fc.record({ type: fc.constantFrom("Gt", "Gte"), value: operand })),
      upper: fc.option(fc.record({ type: fc.constantFrom("Lt", "Lte"), value: operand })),
    })
    .map(({ lower, upper }) =>
      [lower, upper].filter((one) => one !== null).map((one) => ({ ...one, fieldPath })),
    );
const equality = (fieldPath: string) => operand.map((value) => eq(fieldPath, value));

const range: fc.Arbitrary<{ index: keyof typeof INDEXES; bounds: Bound[] }> = fc.oneof(
  inequalities("a").map((bounds) => ({ index: "by_a_b" as const, bounds })),
  inequalities("n.x").map((bounds) => ({ index: "by_nested" as const, bounds })),
  fc
    .tuple(equality("a"), inequalities("b"))
    .map(([first, rest]) => ({ index: "by_a_b" as const, bounds: [first, ...rest] })),
  fc.tuple(equality("b"), equality("a")).map((bounds) => ({ index: "by_a_b" as const, bounds })),
);

const comparison = fc.constantFrom("$eq", "$neq", "$lt", "$lte", "$gt", "$gte");
const filter = fc.option(
  fc.record({ operator: comparison, path: fc.constantFrom("a", "b", "n.x"), operand }),
);

type Maybe = Value | undefined;

function decode(value: JsonValue | undefined): Maybe {
  if (value === undefined || JSON.stringify(value) === JSON.stringify(UNDEFINED)) return undefined;
  return jsonToConvex(value as Parameters<typeof jsonToConvex>[0]);
}

function valueAt(document: JsonObject, path: string): Maybe {
  const [head = "", ...rest] = path.split(".");
  const value = document[head];
  if (rest.length === 0) return decode(value);
  return value === undefined ? undefined : valueAt(value as JsonObject, rest.join("."));
}

const holds: Record<string, (order: number) => boolean> = {
  Eq: (order) => order === 0,
  Gt: (order) => order > 0,
  Gte: (order) => order >= 0,
  Lt: (order) => order < 0,
  Lte: (order) => order <= 0,
  $eq: (order) => order === 0,
  $neq: (order) => order !== 0,
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

function compareBy(paths: readonly string[]) {
  return (left: JsonObject, right: JsonObject) =>
    paths
      .map((path) => compareValues(valueAt(left, path), valueAt(right, path)))
      .find((order) => order !== 0) ?? 0;
}

test("a query returns what filtering and sorting all documents returns", async () => {
  const engine = openTestEngine();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fields, { maxLength: 25 }),
      range,
      fc.constantFrom("asc" as const, "desc" as const),
      filter,
      fc.option(fc.integer({ min: 0, max: 10 })),
      async (documents, { index, bounds }, order, condition, limit) => {
        const component = `c${run++}`;
        const stored = await write(engine, (tx) => {
          tx.applySchema(component, schemaOf({ t: INDEXES }));
          return documents
            .map((document) => tx.insert(component, "t", document))
            .map((id) => tx.get(component, id) as JsonDocument);
        });

        const expected = stored
          .filter((document) =>
            bounds.every(({ type, fieldPath, value }) =>
              holds[type]?.(compareValues(valueAt(document, fieldPath), decode(value))),
            ),
          )
          .filter(
            (document) =>
              condition === null ||
              holds[condition.operator]?.(
                compareValues(valueAt(document, condition.path), decode(condition.operand)),
              ),
          )
          .sort(compareBy([...INDEXES[index], "_creationTime"]));
        if (order === "desc") expected.reverse();

        const operators: JsonObject[] = [];
        if (condition !== null) {
          const { operator, path, operand: literal } = condition;
          operators.push({ filter: { [operator]: [{ $field: path }, { $literal: literal }] } });
        }
        if (limit !== null) operators.push({ limit });
        const snapshot = engine.read();
        const found = collect(
          snapshot.query(component, byIndex(`t.${index}`, bounds, order, operators)),
        );
        snapshot.close();
        expect(found).toEqual(limit === null ? expected : expected.slice(0, limit));
      },
    ),
    { numRuns: 300 },
  );
});

test("a scan longer than a chunk returns every document once, in both orders", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    for (let n = 0; n < 200; n++) tx.insert("", "t", { n });
  });
  const snapshot = engine.read();
  const numbers = collect(snapshot.query("", fullScan("t"))).map(({ n }) => n);
  const reversed = collect(snapshot.query("", fullScan("t", "desc"))).map(({ n }) => n);
  snapshot.close();
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(reversed).toEqual(numbers.toReversed());
});

test("a scan sees what its own transaction writes ahead of it", async () => {
  const engine = openTestEngine();
  const seen = await write(engine, (tx) => {
    const ids = [0, 1, 2, 3].map((n) => tx.insert("", "t", { n }));
    const cursor = tx.query("", fullScan("t"));
    const first = cursor.next().value;
    tx.remove("", ids[1] ?? "");
    tx.patch("", ids[2] ?? "", { n: 20 });
    tx.insert("", "t", { n: 4 });
    return [first, ...collect(cursor)].map((document) => document?.n);
  });
  expect(seen).toEqual([0, 20, 3, 4]);
});

test("reading what does not exist yields nothing", () => {
  const snapshot = openTestEngine().read();
  expect(collect(snapshot.query("", fullScan("nowhere")))).toEqual([]);
  expect(collect(snapshot.query("", byIndex("nowhere.by_x", [eq("x", 1)])))).toEqual([]);
  expect(snapshot.count("", "nowhere")).toBe(0);
  expect(snapshot.get("", encodeId(10_001, new Uint8Array(16)))).toBe(null);
  expect(() => snapshot.get("", "x")).toThrow('Unable to decode ID: "x" is not an id');
  snapshot.close();
});

test.each<[string, string, Bound[], RegExp]>([
  ["an unknown index", "t.by_c", [], /^Index t\.by_c not found\.$/],
  [
    "a field out of order",
    "t.by_a_b",
    [eq("b", 1)],
    /didn't use the index fields in order.*First incorrect field: "b"/s,
  ],
  [
    "a field of no index",
    "t.by_a_b",
    [eq("z", 1)],
    /comparison with "z", but t\.by_a_b with fields \["a", "b", "_creationTime", "_id"\] doesn't index/,
  ],
  [
    "two equalities on a field",
    "t.by_a_b",
    [eq("a", 1), eq("a", 2)],
    /Already defined equality bound in index range\. Can't add "a" == 2/,
  ],
  [
    "two lower bounds",
    "t.by_a_b",
    [
      { type: "Gt", fieldPath: "a", value: 1 },
      { type: "Gte", fieldPath: "a", value: 2 },
    ],
    /Already defined lower bound in index range\. Can't add "a" >= 2/,
  ],
  [
    "bounds on two fields",
    "t.by_a_b",
    [
      { type: "Gt", fieldPath: "a", value: 1 },
      { type: "Lt", fieldPath: "b", value: 2 },
    ],
    /only be applied to a single index field.*both "a" and "b"/s,
  ],
])("a query with %s is refused", async (_name, index, bounds, message) => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.applySchema("", schemaOf({ t: INDEXES })));
  const snapshot = engine.read();
  expect(() => snapshot.query("", byIndex(index, bounds))).toThrow(message);
  snapshot.close();
});

test("an index may be ranged on the creation time after its own fields", async () => {
  const engine = openTestEngine(undefined, { now: () => 1_000 });
  await write(engine, (tx) => {
    tx.applySchema("", schemaOf({ t: { by_a: ["a"] } }));
    for (let n = 0; n < 3; n++) tx.insert("", "t", { a: 1, n });
  });
  const snapshot = engine.read();
  const later: Bound = { type: "Gt", fieldPath: "_creationTime", value: 1_000 };
  const found = collect(snapshot.query("", byIndex("t.by_a", [eq("a", 1), later])));
  snapshot.close();
  expect(found.map(({ n }) => n)).toEqual([1, 2]);
});

const n: JsonValue = { $field: "n" };
const i: JsonValue = { $field: "i" };
const literal = (value: JsonValue): JsonValue => ({ $literal: value });

test.each<[string, JsonValue, JsonValue]>([
  ["$add", { $add: [n, literal(1.5)] }, 4.5],
  ["$mod", { $mod: [n, literal(2)] }, 1],
  ["$neg", { $neg: n }, -3],
  ["$mul of int64", { $mul: [i, i] }, { $integer: "BAAAAAAAAAA=" }],
  ["$neg of int64", { $neg: i }, { $integer: "/v////////8=" }],
])("filters calculate with %s", async (_name, expression, result) => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.insert("", "t", { n: 3, i: { $integer: "AgAAAAAAAAA=" } }));
  const snapshot = engine.read();
  const filter = { $eq: [expression, literal(result)] };
  expect(collect(snapshot.query("", fullScan("t", null, [{ filter }])))).toHaveLength(1);
  snapshot.close();
});

test.each<[string, JsonValue, RegExp]>([
  ["a number as a condition", { $not: { $literal: 1 } }, /\$not needs booleans, received float64/],
  [
    "mixed numbers",
    { $add: [{ $literal: 1 }, { $literal: { $integer: "AQAAAAAAAAA=" } }] },
    /two int64s or two floats/,
  ],
  [
    "an int64 divided by zero",
    {
      $div: [
        { $literal: { $integer: "AQAAAAAAAAA=" } },
        { $literal: { $integer: "AAAAAAAAAAA=" } },
      ],
    },
    /by zero/,
  ],
  [
    "int64 overflow",
    {
      $add: [
        { $literal: { $integer: "/////////38=" } },
        { $literal: { $integer: "AQAAAAAAAAA=" } },
      ],
    },
    /overflows int64/,
  ],
  ["an unknown operator", { $like: [] }, /\$like is not supported locally/],
])("a filter with %s is refused", async (_name, filter, message) => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.insert("", "t", {}));
  const snapshot = engine.read();
  expect(() => collect(snapshot.query("", fullScan("t", null, [{ filter }])))).toThrow(message);
  snapshot.close();
});
