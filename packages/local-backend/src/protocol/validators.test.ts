import { type Validator, v } from "convex/values";
import { expect, test } from "vitest";
import { functionHandle } from "./function-handle.ts";
import type { JsonValue } from "./json.ts";
import { findMismatch, showValidator, type ValidatorJson } from "./validators.ts";

type AnyValidator = Validator<unknown, "required" | "optional", string>;

// `json` is how the library itself hands validators to a deployment; its type leaves it out.
const jsonOf = (validator: AnyValidator) => (validator as unknown as { json: ValidatorJson }).json;

const tables = new Map([
  ["id-of-users", "users"],
  ["id-of-posts", "posts"],
  ["id-of-file", "_storage"],
]);
const mismatch = (validator: AnyValidator, value: JsonValue) =>
  findMismatch(jsonOf(validator), value, (id) => tables.get(id) ?? null);

test.each<[string, AnyValidator, JsonValue]>([
  ["a float", v.number(), 1.5],
  ["NaN", v.number(), { $float: "AAAAAAAA+H8=" }],
  ["an int64", v.int64(), { $integer: "AQAAAAAAAAA=" }],
  ["bytes", v.bytes(), { $bytes: "AA==" }],
  ["null", v.null(), null],
  ["anything", v.any(), [1, { a: null }]],
  ["an id", v.id("users"), "id-of-users"],
  ["a system id", v.id("_storage"), "id-of-file"],
  ["a literal", v.literal("a"), "a"],
  ["a bigint literal", v.literal(1n), { $integer: "AQAAAAAAAAA=" }],
  ["an array", v.array(v.string()), ["a", "b"]],
  ["a record", v.record(v.id("users"), v.number()), { "id-of-users": 1 }],
  ["an optional field left out", v.object({ a: v.optional(v.number()) }), {}],
  ["one of a union", v.union(v.string(), v.null()), null],
])("%s fits", (_name, validator, value) => {
  expect(mismatch(validator, value)).toBe(null);
});

test.each<[string, AnyValidator, JsonValue, string]>([
  [
    "another type",
    v.string(),
    1,
    "Value does not match validator.\n\nValue: 1.0\nValidator: v.string()",
  ],
  [
    "another type deep inside",
    v.object({ a: v.array(v.object({ b: v.int64() })) }),
    { a: [{ b: 1 }] },
    "Value does not match validator.\nPath: .a[0].b\nValue: 1.0\nValidator: v.int64()",
  ],
  [
    "a missing field",
    v.object({ name: v.string(), age: v.optional(v.number()) }),
    { age: 3 },
    "Object is missing the required field `name`. Consider wrapping the field validator in `v.optional(...)` if this " +
      "is expected.\n\nObject: {age: 3.0}\nValidator: v.object({age: v.optional(v.float64()), name: v.string()})",
  ],
  [
    "an extra field",
    v.object({}),
    { x: "y" },
    'Object contains extra field `x` that is not in the validator.\n\nObject: {x: "y"}\nValidator: v.object({})',
  ],
  [
    "an id of another table",
    v.object({ author: v.id("users") }),
    { author: "id-of-posts" },
    'Found ID "id-of-posts" from table `posts`, which does not match the table name in validator `v.id("users")`.\n' +
      "Path: .author",
  ],
  [
    "no id at all",
    v.id("users"),
    "zz",
    'Value does not match validator.\n\nValue: "zz"\nValidator: v.id("users")',
  ],
  [
    "another literal",
    v.literal("a"),
    "b",
    '`"b"` does not match literal validator `v.literal("a")`.\n',
  ],
  [
    "none of a union",
    v.union(v.literal(true), v.bytes()),
    "b",
    'Value does not match validator.\n\nValue: "b"\nValidator: v.union(v.literal(true), v.bytes())',
  ],
  [
    "a wrong key of a record",
    v.record(v.id("users"), v.any()),
    { "id-of-posts": 1 },
    'Found ID "id-of-posts" from table `posts`, which does not match the table name in validator `v.id("users")`.\n' +
      "Path: .keys()",
  ],
])("%s does not fit", (_name, validator, value, message) => {
  expect(mismatch(validator, value)).toBe(message);
});

/** A newer library's `v.function()`, as it hands it over. */
test("a function handle fits its validator, whatever it names, and nothing else does", () => {
  const validator: ValidatorJson = { type: "function" };
  const found = (value: JsonValue) => findMismatch(validator, value, () => null);
  const handle = functionHandle("0123456789abcdef0123456789abcdef", "notes:add");
  expect(found(handle)).toBeNull();
  expect(found(handle.split("#")[0] ?? "")).toBeNull();
  for (const value of ["notes:add", "function://", `x${handle}`, 1, null]) {
    expect(found(value)).toMatch(/^Value does not match validator\./);
  }
});

test("a special value is not an object", () => {
  expect(mismatch(v.object({}), { $bytes: "AA==" })).toMatch(/^Value does not match validator/);
  expect(mismatch(v.record(v.string(), v.any()), { $bytes: "AA==" })).toMatch(/^Value does not/);
});

test("a validator is shown as it is written", () => {
  const validator = v.record(v.string(), v.union(v.array(v.boolean()), v.literal(2)));
  expect(showValidator(jsonOf(validator))).toBe(
    "v.record(v.string(), v.union(v.array(v.boolean()), v.literal(2)))",
  );
});
