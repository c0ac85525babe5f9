import { expect, test } from "vitest";
import { shownAddress, shownDomain } from "./shown-address";

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
