import { convexToJson, getConvexSize } from "convex/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { convexValue, wireValue } from "../../test/support/arbitraries.ts";
import type { JsonValue } from "./json.ts";
import { checkValue, fieldAt, nestingOf, sizeOf } from "./values.ts";

test("what the client library encodes is accepted and left as it is", () => {
  fc.assert(
    fc.property(wireValue, (value) => {
      expect(checkValue(value)).toEqual(value);
    }),
  );
});

test("a size is the one that the client library computes", () => {
  fc.assert(
    fc.property(convexValue, (value) => {
      expect(sizeOf(convexToJson(value) as JsonValue)).toBe(getConvexSize(value));
    }),
  );
});

test("fields come back sorted and special floats encoded", () => {
  const text = JSON.stringify(checkValue(JSON.parse('{"b":{"d":1,"c":-0},"a":2}')));
  expect(text).toBe('{"a":2,"b":{"c":{"$float":"AAAAAAAAAIA="},"d":1}}');
});

test("a field called __proto__ is a field like any other", () => {
  const value = checkValue(JSON.parse('{"b":1,"__proto__":{"z":2,"a":1}}'));
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1,"z":2},"b":1}');
  expect(fieldAt({}, ["__proto__"])).toBe(undefined);
  expect(fieldAt({}, ["constructor", "name"])).toBe(undefined);
});

test("nesting counts arrays and objects, not special values", () => {
  expect(nestingOf(1)).toBe(0);
  expect(nestingOf({})).toBe(1);
  expect(nestingOf({ a: [{ $integer: "AAAAAAAAAAA=" }] })).toBe(2);
});

const deep = (levels: number): JsonValue => (levels === 0 ? null : [deep(levels - 1)]);

test.each<[string, unknown, RegExp]>([
  ["a reserved field name", { $a: 1 }, /"\$a" starts with '\$', which is reserved/],
  [
    "a commit timestamp",
    { a: { $commitTs: null } },
    /`db\.vars\.commitTs` at \.a is not supported/,
  ],
  ["a special key among others", { $integer: "AAAAAAAAAAA=", a: 1 }, /starts with '\$'/],
  ["a field name beyond ASCII", { a: { é: 1 } }, /"é" at \.a has invalid characters/],
  ["a long field name", { ["x".repeat(1025)]: 1 }, /too long \(1025 > maximum length 1024\)/],
  ["half a surrogate pair", { a: ["\ud800"] }, /String at \.a\[0\] is not valid Unicode/],
  ["a short integer", { $integer: "AAAA" }, /expected 8 bytes, received 3/],
  ["an integer that is no text", { $integer: 5 }, /expected base64 text/],
  ["bytes that are no base64", { $bytes: "*" }, /Malformed \$bytes: expected base64/],
  [
    "a plain float in disguise",
    { $float: "AAAAAAAA8D8=" },
    /Float 1 should be encoded as a number/,
  ],
  [
    "undefined in a document",
    { a: { $undefined: null } },
    /undefined is not a valid Convex value at \.a/,
  ],
  ["a long array", new Array(8193).fill(0), /8193 > maximum length 8192/],
  [
    "many fields",
    Object.fromEntries(Array.from({ length: 1025 }, (_, i) => [`f${i}`, 0])),
    /1025 > maximum number 1024/,
  ],
  ["65 levels", deep(65), /too nested/],
  ["a function", () => 1, /function is not a valid Convex value/],
])("%s is refused", (_name, value, message) => {
  expect(() => checkValue(value)).toThrow(message);
});

test("64 levels are accepted", () => {
  expect(nestingOf(checkValue(deep(64)))).toBe(64);
});
