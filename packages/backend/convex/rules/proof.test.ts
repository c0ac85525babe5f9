import { expect, test } from "vitest";
import { unprovenRefusal } from "./proof";

test("only a proven address sends letters and makes links", () => {
  expect(unprovenRefusal({ emailVerified: true })).toBeNull();
  expect(unprovenRefusal({ emailVerified: false })).toBe("address_unproven");
});
