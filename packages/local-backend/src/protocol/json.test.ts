import { expect, test } from "vitest";
import { isObject } from "./json.ts";

test.each([
  [{}, true],
  [{ field: null }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ["text", false],
])("of JSON's values %j is an object: %s", (value, expected) => {
  expect(isObject(value)).toBe(expected);
});
