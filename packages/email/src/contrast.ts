/** How bright a colour is (#rrggbb), and how far two are apart, as WCAG 2 counts it. */

export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channelsOf(hex).map((byte) => {
    const channel = byte / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Part of the way from one colour to another, from 0 to 1. */
export function mixed(from: string, to: string, share: number): string {
  const goal = channelsOf(to);
  const bytes = channelsOf(from).map((byte, n) =>
    Math.round(byte + ((goal[n] ?? 0) - byte) * share),
  );
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
