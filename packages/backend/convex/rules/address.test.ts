import { describe, expect, test } from "vitest";
import { z } from "zod";
import { domainOf, isAddress, isDomainAllowed, normalizeAddress } from "./address";

test.each([
  ["  Maria@Example.COM ", "maria@example.com"],
  ["maria+list@example.com", "maria+list@example.com"],
  ["m.a.r.i.a@example.com", "m.a.r.i.a@example.com"],
])("%j is kept as %j", (typed, kept) => {
  expect(normalizeAddress(typed)).toBe(kept);
});

describe("an address", () => {
  test.each([
    "maria@example.com",
    "maria.sousa+vestibule@mail.example.co.uk",
    "o'neill@example.com",
    "1@2.io",
    "maria@xn--exmple-cua.de",
    `${"a".repeat(64)}@example.com`,
  ])("is %s", (address) => {
    expect(isAddress(address)).toBe(true);
  });

  test.each([
    "",
    "maria",
    "maria@",
    "@example.com",
    "maria@localhost",
    "maria@example.c",
    "maria@-example.com",
    "josé@example.com",
    "maria@exämple.de",
    "maria&noah@example.com",
    "maria!@example.com",
    "maria@exa mple.com",
    "maria@@example.com",
    "ma ria@example.com",
    "maria@example.com,noah@example.com",
    "Maria <maria@example.com>",
    "maria@example.com\nbcc: noah@example.com",
    ".maria@example.com",
    "maria.@example.com",
    "ma..ria@example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(250)}.com`,
  ])("is not %j", (address) => {
    expect(isAddress(address)).toBe(false);
  });
});

// Who could join but not sign in again would stand outside.
test.each([
  "maria@example.com",
  "o'neill@example.com",
  "o'@example.com",
  "maria+list@example.com",
  "jürgen@example.com",
  "a&b@example.com",
  "x@müller.de",
  "x@example-.com",
  "x@example.c0m",
  ".x@example.com",
  "x..y@example.com",
])("Better Auth agrees about %s", (address) => {
  expect(isAddress(address)).toBe(z.email().safeParse(address).success);
});

test.each([
  ["no list", undefined, true],
  ["an empty list", [], true],
  ["its domain", ["example.com"], true],
  ["its domain in capitals with an @", [" @Example.com"], true],
  ["another domain", ["example.org"], false],
  ["the parent of its domain", ["com"], false],
  ["a subdomain of its domain", ["mail.example.com"], false],
])("maria@example.com against %s: %s", (_, allowed, isAllowed) => {
  expect(isDomainAllowed("maria@example.com", allowed)).toBe(isAllowed);
});

test("the domain is what follows the last @", () => {
  expect(domainOf("a@b@example.com")).toBe("example.com");
});
