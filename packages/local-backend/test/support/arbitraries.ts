/** Random Convex values, with the corners that orders and encodings trip over. */
import { convexToJson, type Value } from "convex/values";
import fc from "fast-check";
import type { JsonValue } from "../../src/protocol/json.ts";

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({
    unit: fc.constantFrom("\0", "a", "b", "\uffff", "\ue000", "😀", "\x01"),
    maxLength: 4,
  }),
);

const float = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity, Number.MIN_VALUE, 1, -1, 2 ** 53),
);

const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n)),
);

const bytes = fc
  .uint8Array({ maxLength: 5 })
  .map((content): ArrayBuffer => Uint8Array.from(content).buffer);

// Not `__proto__`: the client library itself loses it.
const fieldName = fc.oneof(
  fc.constantFrom("", "a", "b", "aa", "_x", "constructor", "10", "9"),
  fc.stringMatching(/^[ -#%-~][ -~]{0,3}$/),
);

export const convexValue: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.constant(null),
    fc.boolean(),
    int64,
    float,
    text,
    bytes,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fieldName, tie("value"), { maxKeys: 3 }),
  ),
})).value;

/** The same in wire form. */
export const wireValue: fc.Arbitrary<JsonValue> = convexValue.map(
  (value) => convexToJson(value) as JsonValue,
);

/** Few distinct values, of many kinds, so that random documents and ranges often meet. */
export const commonWireValue: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(
  null,
  false,
  true,
  0,
  1,
  2.5,
  -3,
  "",
  "a",
  "a\0",
  "b",
  "\u{10ffff}",
  [],
  [1],
  {},
  { "": 1 },
  { a: 1 },
  convexToJson(7n) as JsonValue,
  convexToJson(Number.NaN) as JsonValue,
  convexToJson(-0) as JsonValue,
  convexToJson(new Uint8Array([0, 255]).buffer) as JsonValue,
);
