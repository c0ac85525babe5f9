import { describe, expect, test, vi } from "vitest";
import { mailedCode } from "../accounts/codes.helpers";
import { openBrowser, signUp } from "../http.helpers";
import { startBackend } from "../setup.helpers";
import {
  addressProblem,
  domainOf,
  isAddress,
  isDomainAllowed,
  normalizeAddress,
  normalizeDomain,
} from "./address";
import { maskAddress } from "./maskedAddress";

test.each([
  ["  Maria@Example.COM ", "maria@example.com"],
  ["maria+list@example.com", "maria+list@example.com"],
  ["m.a.r.i.a@example.com", "m.a.r.i.a@example.com"],
  ["Maria <maria@example.com>", "maria@example.com"],
  ["“Sousa, Maria” <Maria@Example.com>;", "maria@example.com"],
  ["<maria@example.com>", "maria@example.com"],
  ["mailto:maria@example.com", "maria@example.com"],
  ["MAILTO:maria%2Blist@example.com?subject=Hello", "maria+list@example.com"],
  ["maria@example.com;", "maria@example.com"],
  ["maria@example.com,", "maria@example.com"],
  ["maria@example.com.", "maria@example.com"],
  ["(maria@example.com)", "maria@example.com"],
  ["'maria@example.com'", "maria@example.com"],
  ["\u200bmaria@exam\u00adple.com\u200e", "maria@example.com"],
  ["\u202amaria@example.com\u202c", "maria@example.com"],
  ["maria@example.com\u0000", "maria@example.com"],
  ["ｍaria＠example。com", "maria@example.com"],
  ["Maria@Bücher.example", "maria@xn--bcher-kva.example"],
  ["maria@BÜCHER.example", "maria@xn--bcher-kva.example"],
  ["maria@XN--Bcher-KVA.example", "maria@xn--bcher-kva.example"],
  ["maria@письмо.рф", "maria@xn--h1aigbl0e.xn--p1ai"],
  ["maria@bücher.example:80/x", "maria@bücher.example:80/x"],
  ["maria@a b", "maria@a b"],
])("the address %j is stored as %j", (typed, kept) => {
  expect(normalizeAddress(typed)).toBe(kept);
});

test.each([
  [" @Example.com ", "example.com"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["@Bücher.example;", "xn--bcher-kva.example"],
  ["\u200bexample.com.", "example.com"],
])("the domain %j is stored as %j", (typed, kept) => {
  expect(normalizeDomain(typed)).toBe(kept);
});

test("an address normalized twice is normalized once", () => {
  const once = normalizeAddress("“Maria” <mailto:Maria@Bücher.example>;");
  expect(once).toBe("maria@xn--bcher-kva.example");
  expect(normalizeAddress(once)).toBe(once);
});

test.each([
  ["", "Enter a complete email address"],
  ["maria", "Enter a complete email address"],
  ["@example.com", "Enter a complete email address"],
  ["maria@", "Enter a complete email address"],
  ["jürgen@example.com", "“ü” can't be used before the @."],
  ["r&d@example.com", "“&” can't be used before the @."],
  ["🚪@example.com", "“🚪” can't be used before the @."],
  ["ma ria@example.com", "A space can't be used before the @."],
  ["maria@exa mple.com", "A space can't be used after the @."],
  ["maria@example.com, noah@example.com", "Enter one address at a time."],
  ["maria@exa_mple.com", "“_” can't be used after the @."],
  ["maria@example.com/x", "“/” can't be used after the @."],
  ["maria..s@example.com", "two dots in a row"],
  ["o'@example.com", "end with an apostrophe"],
  ["maria@localhost", "Enter a complete email address"],
  ["maria@example.c", "The part after the @ has to be a whole domain"],
  [`${"a".repeat(65)}@example.com`, "at most 64 characters before the @"],
])("of %j the refusal says what is in the way", (typed, said) => {
  expect(addressProblem(normalizeAddress(typed))).toContain(said);
});

test("a masked address shows its domain as people write it", () => {
  expect(maskAddress("maria@xn--bcher-kva.example")).toBe("m•••@bücher.example");
});

describe("address", () => {
  test.each([
    "maria@example.com",
    "maria.sousa+vestibule@mail.example.co.uk",
    "o'neill@example.com",
    "1@2.io",
    "maria@xn--exmple-cua.de",
    "maria@xn--h1aigbl0e.xn--p1ai",
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
    "maria@xn--h1aigbl0e.xn--p1ai",
  ])("Better Auth takes %s for an address, and so does our rule", async (address) => {
    expect(await answerTo(address)).toBe("INVALID_EMAIL_OR_PASSWORD");
    expect(isAddress(address)).toBe(true);
  });

  test.each([
    "o'@example.com",
    "jürgen@example.com",
    "a&b@example.com",
    "x@example.c0m",
    ".x@example.com",
    "x..y@example.com",
  ])("Better Auth does not take %s for an address, and neither does our rule", async (address) => {
    expect(await answerTo(address)).toBe("INVALID_EMAIL");
    expect(isAddress(address)).toBe(false);
  });
});

test("either spelling of a domain reaches the account that was made with the other", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const t = startBackend();
  const [here, there] = [openBrowser(t), openBrowser(t)];
  const maria = { name: "Maria", email: "Maria@письмо.рф", password: "correct horse" };
  const signedUp = await signUp(here, maria);
  expect((await signedUp.json()).user.email).toBe("maria@xn--h1aigbl0e.xn--p1ai");
  expect((await here.post("/sign-up/email/confirm", { code: await mailedCode(t) })).status).toBe(
    200,
  );
  for (const email of ["maria@xn--h1aigbl0e.xn--p1ai", "Maria <maria@ПИСЬМО.рф>"]) {
    expect((await there.post("/sign-in/email", { ...maria, email })).status).toBe(200);
    const again = await there.post("/sign-up/email", { ...maria, email });
    expect((await again.json()).user.email).toBe("maria@xn--h1aigbl0e.xn--p1ai");
  }
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

test("a domain is allowed in either spelling", () => {
  const address = normalizeAddress("maria@bücher.example");
  expect(isDomainAllowed(address, ["bücher.example"])).toBe(true);
  expect(isDomainAllowed(address, ["xn--bcher-kva.example"])).toBe(true);
});

test("the domain of an address is what follows its last @", () => {
  expect(domainOf("a@b@example.com")).toBe("example.com");
});

test.each(["(", ";", "‹", "<", " "])(
  "a text of nothing but %j is left alone, however long it is",
  (sign) => {
    const typed = `${sign.repeat(1_000_000)}a`;
    expect(normalizeAddress(typed)).toBe(typed);
    expect(normalizeDomain(typed)).toBe(typed);
  },
);
