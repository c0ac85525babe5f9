import { expect, test } from "vitest";
import { clientAddressFrom } from "./clientAddress";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["made up, 203.0.113.9", "203.0.113.9"],
  ["203.0.113.9,2001:db8::1 ", "2001:db8::1"],
  ["", undefined],
  ["203.0.113.9,", undefined],
  [null, undefined],
])("of %j the address that counts is %j", (forwardedFor, address) => {
  expect(clientAddressFrom(forwardedFor)).toBe(address);
});
