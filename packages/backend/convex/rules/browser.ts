/**
 * Which browser a user agent is of, in words of ours. Whatever else it says is its sender's text, and this stands in a
 * mail and in a trail. Every browser claims to be some others too, so the first that fits is it.
 */

const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|OPT|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "an iPhone"],
  [/\biPad\b/, "an iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "a Mac"],
  [/\bLinux\b/, "Linux"],
];

/** "Chrome on Windows", "Safari", "an unknown browser". */
export function browserOf(userAgent: string | null | undefined): string {
  // Real ones have some two hundred characters.
  const text = (userAgent ?? "").slice(0, 1000);
  const browser = firstIn(BROWSERS, text) ?? "an unknown browser";
  const system = firstIn(SYSTEMS, text);
  return system ? `${browser} on ${system}` : browser;
}

function firstIn(known: [RegExp, string][], text: string): string | undefined {
  return known.find(([pattern]) => pattern.test(text))?.[1];
}
