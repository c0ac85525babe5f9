import { contrast, mixed } from "./contrast";
import { type Palette, palette, type Theme } from "./palette";

/**
 * The palette of a mail with an organization's accent (#rrggbb). Every colour is taken: it is the button's ground as it is,
 * and what stands on it or has to stand out from the card keeps its contrast by what we choose around it.
 */
export function paletteWith(accent: string | undefined): Palette {
  if (accent === undefined) return palette;
  return { light: accented("light", accent), dark: accented("dark", accent) };
}

function accented(theme: Theme, accent: string): Palette[Theme] {
  const edge = edgeOf(theme, accent);
  return {
    ...palette[theme],
    button: accent,
    onButton: textOn(accent),
    rim: edge,
    rail: edge,
    crown: edge,
  };
}

const WHITE = "#ffffff";
const BLACK = "#000000";

/** One of the two has 4.5 : 1 on any colour; nothing softer than black would. */
function textOn(ground: string): string {
  return contrast(WHITE, ground) >= 4.5 ? WHITE : BLACK;
}

/** A button as bright as the card, or as dark, still has an end. */
const EDGE_CONTRAST = 3;
const STEPS = 32;

/** The accent, or the nearest to it that stands out from every ground of a mail. */
function edgeOf(theme: Theme, accent: string): string {
  const { card, paper, lit, dusk } = palette[theme];
  const away = theme === "light" ? BLACK : WHITE;
  for (let step = 0; step < STEPS; step++) {
    const edge = mixed(accent, away, step / STEPS);
    if ([card, paper, lit, dusk].every((ground) => contrast(edge, ground) >= EDGE_CONTRAST)) {
      return edge;
    }
  }
  return away;
}
