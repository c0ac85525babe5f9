/// <reference path="./punycode-js.d.ts" />
import punycode from "punycode.js";

/** Addresses and domains are stored in their ASCII form (`xn--…`), and shown as people write them where that cannot deceive. */

/** Expects a normalized address. */
export function shownAddress(address: string): string {
  const domain = address.lastIndexOf("@") + 1;
  return address.slice(0, domain) + shownDomain(address.slice(domain));
}

/** Expects a normalized domain. One label that could pass for another keeps the whole of it in ASCII. */
export function shownDomain(domain: string): string {
  if (!domain.includes("xn--")) return domain;
  const shown = unicodeOf(domain);
  if (shown === undefined) return domain;
  const labels = shown.split(".");
  const end = labels.at(-1) ?? "";
  return labels.every((label) => isPlain(label, end)) ? shown : domain;
}

/** One label in its letters, whether or not they deceive: to be compared with what was typed, never to be shown. */
export function lettersOf(label: string): string {
  return (label.startsWith("xn--") ? unicodeOf(label) : undefined) ?? label;
}

/** Undefined for what stands for nothing, or for what has another ASCII form. */
function unicodeOf(domain: string): string | undefined {
  try {
    const shown = punycode.toUnicode(domain);
    const isCanonical = shown === shown.normalize("NFKC").toLowerCase();
    return isCanonical && punycode.toASCII(shown) === domain ? shown : undefined;
  } catch {
    return undefined;
  }
}

/** The letters of European languages: not the whole script, whose phonetic letters look like others. */
const LATIN = /^[a-z0-9\u00df-\u00f6\u00f8-\u01bf\u01c4-\u024f\u1e00-\u1eff-]+$/;

/** No letter of these looks like one of ours. */
const UNLIKE_LATIN = [
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー0-9-]+$/u,
  /^[\p{sc=Hangul}\p{sc=Han}0-9-]+$/u,
  /^[\p{sc=Arabic}\p{Mn}0-9-]+$/u,
  /^[\p{sc=Hebrew}0-9-]+$/u,
  /^[\p{sc=Devanagari}0-9-]+$/u,
  /^[\p{sc=Bengali}0-9-]+$/u,
  /^[\p{sc=Tamil}0-9-]+$/u,
  /^[\p{sc=Thai}0-9-]+$/u,
  /^[\p{sc=Georgian}0-9-]+$/u,
];

/** Many letters of these do: "раураӏ" is none of ours. Under an end of their own, all of it is read as theirs. */
const LIKE_LATIN = [/^[\p{sc=Cyrillic}0-9-]+$/u, /^[\p{sc=Greek}0-9-]+$/u];

function isPlain(label: string, end: string): boolean {
  return (
    LATIN.test(label) ||
    UNLIKE_LATIN.some((script) => script.test(label)) ||
    LIKE_LATIN.some((script) => script.test(label) && script.test(end))
  );
}
