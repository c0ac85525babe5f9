import { expect, test } from "vitest";
import { lettersOf, shownAddress, shownDomain } from "./shown-address";

test.each([
  ["maria@example.com", "maria@example.com"],
  ["maria@xn--bcher-kva.example", "maria@bücher.example"],
  ["maria@xn--h1aigbl0e.xn--p1ai", "maria@письмо.рф"],
  ["x@xn--wgv71a.example", "x@日本.example"],
  ["x@mail.xn--bcher-kva.de", "x@mail.bücher.de"],
])("the address %s is shown as %s", (stored, shown) => {
  expect(shownAddress(stored)).toBe(shown);
});

test.each([
  ["letters of another script that spell a known name", "xn--80ak6aa92e.com"],
  ["two scripts in one label", "xn--pple-43d.com"],
  ["what stands for nothing", "xn--999999999999.com"],
  ["what has another ASCII form", "xn--bcher-kva-.example"],
  ["one such label beside others", "xn--bcher-kva.xn--80ak6aa92e.com"],
])("%s stays in ASCII", (_, domain) => {
  expect(shownDomain(domain)).toBe(domain);
});

test.each([
  ["xn--bcher-kva", "bücher"],
  // Cyrillic throughout, and never shown so.
  ["xn--80ak6aa92e", "\u0430\u0440\u0440\u04cf\u0435"],
  ["bucher", "bucher"],
  // What stands for a label of plain letters stands for nothing.
  ["xn--abc-", "xn--abc-"],
])("the letters of %s are compared as %s", (label, letters) => {
  expect(lettersOf(label)).toBe(letters);
});
