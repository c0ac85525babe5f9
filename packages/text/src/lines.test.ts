import { expect, test } from "vitest";
import { firstLinesOf, MAX_LINES, withoutGaps } from "./lines";

test("a text has at most one empty line in a row", () => {
  expect(withoutGaps(`a${"\n".repeat(900)}b`)).toBe("a\n\nb");
  expect(withoutGaps("\na \r\n \r\n\r\nb\rc\n")).toBe("a\n\nb\nc");
});

test("of a long text the first lines stand apart", () => {
  const { first, rest } = firstLinesOf("a\n".repeat(500));
  expect(first.split("\n")).toHaveLength(MAX_LINES);
  expect(rest.split("\n")).toHaveLength(500 - MAX_LINES);
  expect(firstLinesOf("a\nb")).toEqual({ first: "a\nb", rest: "" });
});
