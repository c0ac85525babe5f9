import { expect, test } from "vitest";
import { changeOf, typedOf, wholeColor, withoutEchoes } from "@/lib/look-draft";

const look = { accentColor: "#1e6f5c", replyToEmail: "hi@xn--bcher-kva.example" };

test("an address is shown as people write it", () => {
  expect(typedOf(look, "replyToEmail")).toBe("hi@bücher.example");
  expect(typedOf(look, "letterText")).toBe("");
});

test("what was emptied is cleared, and what was not touched is no change", () => {
  expect(changeOf({ accentColor: " ", letterText: "We are Acme." })).toEqual({
    accentColor: null,
    letterText: "We are Acme.",
  });
});

test("what says the same again is nothing to save", () => {
  const same = { accentColor: "#1e6f5c ", replyToEmail: "hi@bücher.example", letterText: "" };
  expect(withoutEchoes(look, same)).toEqual({});
  expect(withoutEchoes(look, { ...same, accentColor: "#000000" })).toEqual({
    accentColor: "#000000",
  });
});

test.each([
  ["#1E6F5C", "#1e6f5c"],
  ["#1e6f5", undefined],
  ["1e6f5c", undefined],
  ["", undefined],
])("the picker takes %j as %s", (typed, picked) => {
  expect(wholeColor(typed)).toBe(picked);
});
