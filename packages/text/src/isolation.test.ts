import { expect, test } from "vitest";
import { isolated, isolatedInHtml, undirected } from "./isolation";

test.each([
  ["Acme", "Acme"],
  ["Åse & Søn", "Åse & Søn"],
  ["株式会社", "株式会社"],
  ["אקמה", "\u2068אקמה\u2069"],
  ["شركة 12!", "\u2068شركة 12!\u2069"],
  ["Acme \u202egnp.exe", "Acme gnp.exe"],
  ["a\u2069\u2066אקמה", "\u2068aאקמה\u2069"],
])("%j stands in a sentence as %j", (text, shown) => {
  expect(isolated(text)).toBe(shown);
});

test("isolated text stays isolated once", () => {
  expect(isolated(isolated("אקמה"))).toBe("\u2068אקמה\u2069");
});

test("text shown in an element of its own has no marks that turn it around", () => {
  expect(undirected("\u202eexe.png\u202c")).toBe("exe.png");
});

test("in HTML an element does what the marks do", () => {
  expect(isolatedInHtml("Join \u2068א &amp; ב\u2069 as Admin")).toBe(
    "Join <bdi>א &amp; ב</bdi> as Admin",
  );
});
