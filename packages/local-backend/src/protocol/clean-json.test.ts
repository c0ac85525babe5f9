import { convexToJson, type Value } from "convex/values";
import { expect, test } from "vitest";
import { toCleanJson } from "./clean-json.ts";
import type { JsonValue } from "./json.ts";

test.each<[string, Value, JsonValue]>([
  ["an integer becomes its digits", -(2n ** 63n), "-9223372036854775808"],
  ["bytes become base64", new Uint8Array([1, 2]).buffer, "AQI="],
  ["a float that JSON lacks becomes its name", Number.NEGATIVE_INFINITY, "-Infinity"],
  ["what is no number becomes NaN", Number.NaN, "NaN"],
  ["everything else stays", { a: [1.5, null, true, "x", {}] }, { a: [1.5, null, true, "x", {}] }],
  ["values inside are reached", { a: [{ b: 7n }] }, { a: [{ b: "7" }] }],
])("%s", (_, value, clean) => {
  expect(toCleanJson(convexToJson(value) as JsonValue)).toEqual(clean);
});
