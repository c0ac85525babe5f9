import { describe, expect, test } from "vitest";
import { paletteWith } from "./accent";
import { contrast } from "./contrast";
import { palette } from "./palette";

/** Every ninth of each channel, the corners among them: 1,000 colours. */
const levels = Array.from({ length: 10 }, (_, n) => Math.round((n * 255) / 9));
const hex = (...bytes: number[]) =>
  `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
const colours = levels.flatMap((r) => levels.flatMap((g) => levels.map((b) => hex(r, g, b))));

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test("every colour carries readable words, and is used as it is", () => {
    for (const accent of colours) {
      const { button, onButton } = paletteWith(accent)[theme];
      expect(button).toBe(accent);
      expect(contrast(onButton, button), accent).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("the edges of every colour stand out from the grounds of a mail", () => {
    const { card, paper, lit, dusk } = palette[theme];
    for (const accent of colours) {
      const { rim, rail, crown } = paletteWith(accent)[theme];
      expect([rail, crown]).toEqual([rim, rim]);
      for (const ground of [card, paper, lit, dusk]) {
        expect(contrast(rim, ground), accent).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

test.each([
  // accent, words on it, edge in light and in dark
  ["#1e6f5c", "#ffffff", "#1e6f5c", "#337d6b"],
  ["#ffeb3b", "#000000", "#8f8421", "#ffeb3b"],
  ["#ffffff", "#000000", "#878787", "#ffffff"],
  ["#000000", "#ffffff", "#000000", "#707070"],
  ["#767676", "#ffffff", "#767676", "#767676"],
  ["#777777", "#000000", "#777777", "#777777"],
])("%s has %s on it and the edges %s and %s", (accent, text, light, dark) => {
  const { light: bright, dark: dim } = paletteWith(accent);
  expect([bright.onButton, dim.onButton]).toEqual([text, text]);
  expect([bright.rim, dim.rim]).toEqual([light, dark]);
});

test("a mail of nobody's accent has the product's palette", () => {
  expect(paletteWith(undefined)).toBe(palette);
});
