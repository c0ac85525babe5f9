import { expect, test } from "vitest";
import { initialsOf } from "@/components/brand/face";

test.each([
  ["Maria Lopez", "ML"],
  ["acme", "A"],
  ["Ana Maria de Souza", "AS"],
  ["Lena \u{1F680}", "L\u{1F680}"],
  ["  ", ""],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
