import { describe, expect, test } from "vitest";
import { contrast } from "./contrast";
import { type Colour, palette } from "./palette";

/** The product's theme tokens: lightness, chroma, hue. */
const tokens = {
  light: {
    paper: [0.985, 0.004, 85],
    card: [1, 0, 0],
    ink: [0.22, 0.02, 260],
    muted: [0.48, 0.02, 260],
    line: [0.9, 0.008, 85],
    door: [0.43, 0.085, 165],
    button: [0.43, 0.085, 165],
    onButton: [1, 0, 0],
    rim: [0.43, 0.085, 165],
    rail: [0.78, 0.12, 85],
    crown: [0.9, 0.008, 85],
    brass: [0.78, 0.12, 85],
    lit: [0.965, 0.03, 85],
    dusk: [0.95, 0.012, 290],
  },
  dark: {
    paper: [0.17, 0.012, 260],
    card: [0.21, 0.013, 260],
    ink: [0.95, 0.005, 85],
    muted: [0.7, 0.015, 260],
    line: [0.3, 0.014, 260],
    door: [0.72, 0.11, 165],
    button: [0.72, 0.11, 165],
    onButton: [0.17, 0.03, 165],
    rim: [0.72, 0.11, 165],
    rail: [0.8, 0.12, 85],
    crown: [0.3, 0.014, 260],
    brass: [0.8, 0.12, 85],
    lit: [0.26, 0.032, 75],
    dusk: [0.26, 0.02, 290],
  },
} as const satisfies Record<
  keyof typeof palette,
  Record<keyof (typeof palette)["light"], readonly [number, number, number]>
>;

const themes = ["light", "dark"] as const;
const colours = Object.keys(palette.light) as Colour[];

/** Björn Ottosson's oklch → linear sRGB, gamma-encoded and clipped to 8 bits a channel. */
function toHex([lightness, chroma, hue]: readonly [number, number, number]): string {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const bytes = linear.map((channel) => {
    const encoded = channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, encoded)) * 255);
  });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

describe.each(themes)("in the %s theme", (theme) => {
  test.each(colours)("%s is the theme token in hex", (colour) => {
    expect(palette[theme][colour]).toBe(toHex(tokens[theme][colour]));
  });

  test.each([
    ["ink", "card"],
    ["ink", "lit"],
    ["ink", "dusk"],
    ["muted", "card"],
    ["muted", "paper"],
    ["muted", "lit"],
    ["muted", "dusk"],
    ["door", "card"],
    ["onButton", "button"],
  ] as const)("%s on %s keeps 4.5 : 1", (text, ground) => {
    expect(contrast(palette[theme][text], palette[theme][ground])).toBeGreaterThanOrEqual(4.5);
  });
});
