/** Random programs: few distinct values and documents, so that reads, ranges and writes often meet. */
import type { Value } from "convex/values";
import fc from "fast-check";
import type {
  Bound,
  Ending,
  Fields,
  Filter,
  Maybe,
  Read,
  Step,
} from "../fixtures/differential-app/convex/programs.ts";
import { convexValue } from "../support/arbitraries.ts";

/** The pages of one of the program's two paginated reads are loaded one after another, whatever happens between. */
export type Transaction =
  | { kind: "write"; steps: Step[]; fails: boolean }
  | { kind: "look"; steps: Step[] }
  | { kind: "page"; slot: 0 | 1; numItems: number }
  /** Loads the slot's pages again, each to its old end. */
  | { kind: "reload"; slot: 0 | 1 };

export interface Program {
  paginated: [Read, Read];
  transactions: Transaction[];
}

const common = fc.constantFrom<Value>(
  null,
  false,
  true,
  0,
  -0,
  1,
  2.5,
  -3,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  0n,
  7n,
  -(2n ** 63n),
  "",
  "a",
  "b",
  "ab",
  "a\0",
  "\uffff",
  "😀",
  [],
  [1],
  [1, "a"],
  {},
  { x: 1 },
  { x: "a", y: null },
  new Uint8Array([]).buffer,
  new Uint8Array([0, 255]).buffer,
);
const value = fc.oneof({ weight: 9, arbitrary: common }, { weight: 1, arbitrary: convexValue });
const maybe: fc.Arbitrary<Maybe> = fc.oneof(
  { weight: 8, arbitrary: value.map((one): Maybe => [one]) },
  { weight: 1, arbitrary: fc.constant<Maybe>([]) },
);

const nestedObject = fc.oneof(
  fc.record({ x: value, y: value }, { requiredKeys: [] }) as fc.Arbitrary<Fields>,
  value,
);
const looseFields = fc.record(
  { a: value, b: value, o: nestedObject },
  { requiredKeys: [] },
) as fc.Arbitrary<Fields>;
const strictFields = fc.oneof(
  { weight: 4, arbitrary: fc.record({ a: fc.constantFrom<Value>(1, 2, "a", 3n) }) },
  { weight: 2, arbitrary: fc.record({ a: fc.constant<Value>(1), b: fc.constant<Value>(["a"]) }) },
  { weight: 1, arbitrary: looseFields },
);

const indexes: Record<string, Record<string, string[]>> = {
  loose: { by_a: ["a"], by_a_b: ["a", "b"], by_ox_a: ["o.x", "a"] },
  other: { by_b: ["b"] },
  strict: { by_a: ["a"] },
};
const table = fc.constantFrom("loose", "loose", "loose", "other", "strict");
const field = fc.constantFrom("a", "b", "o", "o.x", "o.x.y", "c");

const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({ kind: fc.constantFrom("eq" as const, "neq" as const), field, value: maybe }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("filter"), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), part: tie("filter") }),
  ),
})).filter;

const order = fc.constantFrom("asc" as const, "desc" as const, null);

const comparison = fc.record({
  kind: fc.constantFrom("lt" as const, "lte" as const, "gt" as const, "gte" as const),
  field,
  value: maybe,
});

const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });

/** Mostly a range that the index allows. */
const range = table.chain((name) => {
  const names = Object.keys(indexes[name] ?? {});
  const index = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.constant("by_creation_time") },
    { weight: 1, arbitrary: fc.constant("by_nothing") },
    { weight: 3, arbitrary: fc.constant(null) },
  );
  return index.chain((indexName) => {
    const fields = indexes[name]?.[indexName ?? ""] ?? [];
    return fc.nat(fields.length).chain((equals) => {
      const next = fields[equals];
      const equal: fc.Arbitrary<Bound[]> = fc.tuple(
        ...fields
          .slice(0, equals)
          .map((path) => fc.record({ field: fc.constant(path), value: maybe })),
      );
      const bound = <K extends string>(...kinds: K[]) =>
        next === undefined
          ? fc.constant(null)
          : sometimes(
              fc.record({
                kind: fc.constantFrom(...kinds),
                field: fc.constant(next),
                value: maybe,
              }),
            );
      return fc.record({
        table: fc.constant(name),
        index: fc.constant(indexName),
        equal,
        lower: bound("gt", "gte"),
        upper: bound("lt", "lte"),
      });
    });
  });
});

const read: fc.Arbitrary<Read> = fc
  .tuple(range, order, sometimes(filter), sometimes(comparison))
  .map(([from, direction, tested, compared]) => ({
    ...from,
    order: direction,
    filter: tested,
    comparison: compared,
  }));

const ending: fc.Arbitrary<Ending> = fc.oneof(
  fc.record({ kind: fc.constantFrom("collect" as const, "first" as const, "unique" as const) }),
  fc.record({
    kind: fc.constantFrom("take" as const, "iterate" as const),
    count: fc.integer({ min: 1, max: 5 }),
  }),
);

const at = fc.nat(40);

const look: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("read" as const), read, ending }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("get" as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("count" as const), table }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("normalizeId" as const),
      table,
      at,
      text: fc.option(fc.constantFrom("", "x", "_id", "jd7", "😀"), { freq: 3, nil: null }),
    }),
  },
);

const insert: fc.Arbitrary<Step> = table.chain((name) =>
  (name === "strict" ? strictFields : looseFields).map((fields) => ({
    kind: "insert" as const,
    table: name,
    fields: fields as Fields,
  })),
);

const change: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: insert },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("patch" as const),
      at,
      set: looseFields,
      unset: fc.subarray(["a", "b", "o"]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("replace" as const), at, fields: looseFields }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), at }) },
);

const step: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 6, arbitrary: change },
    { weight: 3, arbitrary: look },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("nested" as const),
        steps: fc.array(tie("step"), { minLength: 1, maxLength: 4 }),
        fails: fc.boolean(),
      }),
    },
  ),
})).step;

const slot = fc.constantFrom(0 as const, 1 as const);

const transaction: fc.Arbitrary<Transaction> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      steps: fc.array(step, { minLength: 1, maxLength: 8 }),
      fails: fc.integer({ min: 0, max: 7 }).map((chance) => chance === 7),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("look" as const),
      steps: fc.array(look, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("page" as const),
      slot,
      numItems: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reload" as const), slot }) },
);

/** convex-test compares with JavaScript's operators, so no page has a comparison filter. */
const paginated = read.map((one): Read => ({ ...one, comparison: null }));

export const program: fc.Arbitrary<Program> = fc.record({
  paginated: fc.tuple(paginated, paginated),
  transactions: fc
    .tuple(
      fc.array(insert, { minLength: 1, maxLength: 12 }),
      fc.array(transaction, { minLength: 1, maxLength: 8 }),
    )
    .map(([steps, more]): Transaction[] => [{ kind: "write", steps, fails: false }, ...more]),
});
