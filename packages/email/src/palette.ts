/**
 * The product's colours as mail clients understand them. Mail has no oklch(), so each hex is
 * derived from the theme token named beside it; `palette.test.ts` derives them again and checks
 * that text keeps its contrast in both themes.
 */
export const palette = {
  light: {
    paper: "#fbfaf7", // background
    card: "#ffffff", // card
    ink: "#151b24", // foreground
    muted: "#575e69", // muted-foreground
    line: "#e0ded8", // border
    door: "#0e5e44", // primary
    button: "#0e5e44", // primary, or the organization's accent
    onButton: "#ffffff",
    rim: "#0e5e44", // the button's border, the leaf of the door
    rail: "#dbb155", // accent, beside a quote
    crown: "#e0ded8", // border, around the arch
    brass: "#dbb155", // accent
    lit: "#fdf2dd", // the ground around an open door
    dusk: "#eeedf6", // the ground around a closed one
  },
  dark: {
    paper: "#0c1015",
    card: "#15181e",
    ink: "#f0eeeb",
    muted: "#999fa8",
    line: "#2a2e35",
    door: "#58ba93",
    button: "#58ba93",
    onButton: "#02130c",
    rim: "#58ba93",
    rail: "#e1b75c",
    crown: "#2a2e35",
    brass: "#e1b75c",
    lit: "#2d2212",
    dusk: "#24222d",
  },
} as const;

export type Theme = keyof typeof palette;
export type Colour = keyof (typeof palette)["light"];
export type Palette = Record<Theme, Record<Colour, string>>;
