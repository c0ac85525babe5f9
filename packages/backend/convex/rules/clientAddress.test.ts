import { expect, test } from "vitest";
import { clientAddressFrom } from "./clientAddress";

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["made up, 203.0.113.9", "203.0.113.9"],
  ["203.0.113.9,2001:db8::1 ", "2001:db8::1"],
  ["", undefined],
  ["203.0.113.9,", undefined],
  [null, undefined],
])("an x-forwarded-for of %j gives the client address %j", (forwardedFor, address) => {
  expect(clientAddressFrom(forwardedFor)).toBe(address);
});
