import type { CSSProperties } from "react";
import { type Colour, type Palette, palette } from "./palette";
import { DARK } from "./shown-in";

/**
 * Light is inlined, because many clients drop stylesheets; dark is a stylesheet that overrides it
 * by class, because a media query cannot be inlined. `themed` is the one place that hands out
 * both, so an element cannot have a light colour without its dark one.
 *
 * Grounds are flat colours: clients that darken mail on their own (Gmail's apps) recolour flat
 * backgrounds together with their text, but leave a gradient bright under text they lightened.
 */
const properties = {
  ground: "backgroundColor",
  text: "color",
  border: "borderColor",
  edge: "borderLeftColor",
} as const satisfies Record<string, keyof CSSProperties>;

type Paint = Partial<Record<keyof typeof properties, Colour>>;

const parts = Object.keys(properties) as (keyof typeof properties)[];

/** Class names and inline light colours for one element. An organization's colours come from `usePalette`. */
export function themed(paint: Paint, style: CSSProperties = {}, { light }: Palette = palette) {
  const painted: CSSProperties = { ...style };
  const classes: string[] = [];
  for (const part of parts) {
    const colour = paint[part];
    if (!colour) continue;
    painted[properties[part]] = light[colour];
    classes.push(`${part}-${colour}`);
  }
  return { className: classes.join(" "), style: painted };
}

const cssNames: Record<keyof typeof properties, string> = {
  ground: "background-color",
  text: "color",
  border: "border-color",
  edge: "border-left-color",
};

/** The whole stylesheet of a mail. The body's own cell is React Email's and takes no class. */
export function stylesheetOf({ dark }: Palette): string {
  const colours = Object.keys(dark) as Colour[];
  return [
    ":root{color-scheme:light dark;supported-color-schemes:light dark}",
    "a:hover{text-decoration:underline}",
    DARK,
    ...colours.flatMap((colour) =>
      parts.map((part) => `.${part}-${colour}{${cssNames[part]}:${dark[colour]} !important}`),
    ),
    `.page>table>tbody>tr>td{background-color:${dark.paper} !important}`,
    "}",
  ].join("");
}

/** Sizes of a mail, in px: one title, one body, one for small print. */
export const size = { title: 26, body: 15, small: 13 } as const;

export const fontFamily =
  'Geist, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const monoFamily =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
