import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeId, tableNumberOf } from "./ids.ts";

const random = fc.uint8Array({ minLength: 16, maxLength: 16 });
const tableNumber = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  fc.integer({ min: 1, max: 2 ** 31 - 1 }),
);

test("an id names its table", () => {
  fc.assert(
    fc.property(tableNumber, random, (number, bytes) => {
      const id = encodeId(number, bytes);
      expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
      expect(tableNumberOf(id)).toBe(number);
    }),
  );
});

test("an id of a table from 10001 on has 32 characters", () => {
  expect(encodeId(10_001, new Uint8Array(16))).toHaveLength(32);
});

test("a text that differs from an id in one character is no id", () => {
  const change = fc.record({
    at: fc.nat(36),
    to: fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"),
  });
  fc.assert(
    fc.property(tableNumber, random, change, (number, bytes, { at, to }) => {
      const id = encodeId(number, bytes);
      fc.pre(at < id.length && id[at] !== to);
      expect(tableNumberOf(id.slice(0, at) + to + id.slice(at + 1))).toBe(null);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "",
  "x",
  "0".repeat(30),
  "u".repeat(32),
  "é".repeat(32),
  "A".repeat(32),
  "0".repeat(99),
])("%j is no id", (text) => {
  expect(tableNumberOf(text)).toBe(null);
});
