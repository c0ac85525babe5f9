import { describe, expect, test, vi } from "vitest";
import { openBrowser } from "../http.helpers";
import { startBackend } from "../setup.helpers";
import { domainOf, isAddress, isDomainAllowed, normalizeAddress } from "./address";

test.each([
  ["  Maria@Example.COM ", "maria@example.com"],
  ["maria+list@example.com", "maria+list@example.com"],
  ["m.a.r.i.a@example.com", "m.a.r.i.a@example.com"],
])("the address %j is stored as %j", (typed, kept) => {
  expect(normalizeAddress(typed)).toBe(kept);
});

describe("address", () => {
  test.each([
    "maria@example.com",
    "maria.sousa+vestibule@mail.example.co.uk",
    "o'neill@example.com",
    "1@2.io",
    "maria@xn--exmple-cua.de",
    `${"a".repeat(64)}@example.com`,
  ])("%s is an address", (address) => {
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
  ])("%j is not an address", (address) => {
    expect(isAddress(address)).toBe(false);
  });
});

// An address that we take and Better Auth refuses would let an invitee join and never sign in again.
describe("address at sign-in", () => {
  const answerTo = async (email: string) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const browser = openBrowser(startBackend());
    const response = await browser.post("/sign-in/email", { email, password: "correct horse" });
    return (await response.json()).code;
  };

  test.each([
    "maria@example.com",
    "o'neill@example.com",
    "maria+list@example.com",
    "x@example-.com",
  ])("Better Auth takes %s for an address, and so does our rule", async (address) => {
    expect(await answerTo(address)).toBe("INVALID_EMAIL_OR_PASSWORD");
    expect(isAddress(address)).toBe(true);
  });

  test.each([
    "o'@example.com",
    "jürgen@example.com",
    "a&b@example.com",
    "x@müller.de",
    "x@example.c0m",
    ".x@example.com",
    "x..y@example.com",
  ])("Better Auth does not take %s for an address, and neither does our rule", async (address) => {
    expect(await answerTo(address)).toBe("INVALID_EMAIL");
    expect(isAddress(address)).toBe(false);
  });
});

test.each([
  ["without a list every domain is allowed", undefined, true],
  ["with an empty list every domain is allowed", [], true],
  ["a listed domain is allowed", ["example.com"], true],
  ["a domain listed in capitals and with an @ is allowed", [" @Example.com"], true],
  ["a domain that is not listed is not allowed", ["example.org"], false],
  ["a domain is not allowed by its parent's listing", ["com"], false],
  ["a domain is not allowed by its subdomain's listing", ["mail.example.com"], false],
])("%s", (_, allowed, isAllowed) => {
  expect(isDomainAllowed("maria@example.com", allowed)).toBe(isAllowed);
});

test("the domain of an address is what follows its last @", () => {
  expect(domainOf("a@b@example.com")).toBe("example.com");
});
