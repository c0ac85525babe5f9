import { compareValues as compareAsConvexDoes, convexToJson, type Value } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { commonWireValue, convexValue, wireValue } from "../../test/support/arbitraries.ts";
import type { JsonValue } from "./json.ts";
import { afterKey, afterPrefix, compareValues, encodeKey } from "./keys.ts";
import type { MaybeJson } from "./values.ts";

const wire = (value: Value) => convexToJson(value) as JsonValue;

test("keys are ordered as the client library orders the values", () => {
  fc.assert(
    fc.property(convexValue, convexValue, (a, b) => {
      const byKey = Buffer.compare(encodeKey([wire(a)]), encodeKey([wire(b)]));
      expect(byKey).toBe(Math.sign(compareAsConvexDoes(a, b)));
    }),
    { numRuns: 20_000 },
  );
});

test("values compare as their keys do", () => {
  fc.assert(
    fc.property(wireValue, wireValue, (a, b) => {
      const byKey = Buffer.compare(encodeKey([a]), encodeKey([b]));
      expect(Math.sign(compareValues(a, b))).toBe(byKey);
    }),
    { numRuns: 5_000 },
  );
});

test("keys of several fields are ordered field by field", () => {
  const tuple = fc.array(convexValue, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(tuple, tuple, (a, b) => {
      const firstDifference = a
        .map((value, i) => compareAsConvexDoes(value, b[i]))
        .find((order) => order !== 0);
      const byKey = Buffer.compare(encodeKey(a.map(wire)), encodeKey(b.map(wire)));
      expect(byKey).toBe(Math.sign(firstDifference ?? 0));
    }),
    { numRuns: 3_000 },
  );
});

test("a missing field comes before null, and null before everything else", () => {
  fc.assert(
    fc.property(wireValue, (value) => {
      expect(compareValues(undefined, value)).toBeLessThan(0);
      expect(compareValues(null, value)).toBeLessThanOrEqual(0);
    }),
  );
});

test("the keys between a prefix and what is after it are those of equal values", () => {
  const one = fc.oneof(wireValue, commonWireValue);
  const values = fc.array(one, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(values, values, one, (prefix, others, more) => {
      const from = encodeKey(prefix);
      const to = afterPrefix(from);
      for (const fields of [[...prefix, more], [...others, more], prefix, others]) {
        const key = encodeKey(fields);
        const isBetween = Buffer.compare(key, from) >= 0 && Buffer.compare(key, to) < 0;
        const areEqual = prefix.every((value, i) => i in fields && same(value, fields[i]));
        expect(isBetween).toBe(areEqual);
      }
    }),
    { numRuns: 10_000 },
  );
});

const same = (a: MaybeJson, b: MaybeJson) => compareValues(a, b) === 0;

test("text that goes on with a zero is no text that has ended", () => {
  for (const [short, long] of [
    ["a", "a\0"],
    [{}, { "": 1 }],
    [["a"], ["a\0"]],
  ] as const satisfies JsonValue[][]) {
    const from = encodeKey([short]);
    const key = encodeKey([long, 1]);
    expect(Buffer.compare(key, afterPrefix(from))).toBe(1);
    expect(Buffer.compare(encodeKey([short, "\uffff"]), afterPrefix(from))).toBe(-1);
  }
});

test("no key lies between a key and the one after it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 5 }), (a, b) => {
      const next = afterKey(a);
      expect(Buffer.compare(next, a)).toBe(1);
      expect(Buffer.compare(b, a) > 0 && Buffer.compare(b, next) < 0).toBe(false);
    }),
  );
});
