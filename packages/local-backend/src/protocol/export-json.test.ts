import fc from "fast-check";
import { expect, test } from "vitest";
import { wireValue } from "../../test/support/arbitraries.ts";
import { fromExportJson, toExportJson } from "./export-json.ts";
import { float64ToJson, int64ToJson } from "./values.ts";

test("every value comes back from a snapshot as it was", () => {
  fc.assert(
    fc.property(wireValue, (value) => {
      expect(fromExportJson(toExportJson(value))).toEqual(value);
    }),
  );
});

test.each([
  [int64ToJson(5n), "5"],
  [int64ToJson(-(2n ** 63n)), "-9223372036854775808"],
  [5, "5.0"],
  [1e300, "1e+300"],
  [0.1, "0.1"],
  [float64ToJson(-0), "-0.0"],
  [float64ToJson(Number.NaN), '{"$float":"AAAAAAAA+H8="}'],
  [{ $bytes: "AAEC" }, '{"$bytes":"AAEC"}'],
  [{ b: [1, null], a: "ü" }, '{"b":[1.0,null],"a":"ü"}'],
])("%j is written as Convex writes it", (value, text) => {
  expect(toExportJson(value)).toBe(text);
  expect(fromExportJson(text)).toEqual(value);
});

test("an integer beyond 64 bits is a float", () => {
  expect(fromExportJson("9223372036854775808")).toBe(2 ** 63);
});
