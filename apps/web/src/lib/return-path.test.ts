import { expect, test } from "vitest";
import { authPath, returnPath } from "@/lib/return-path";

test("a path of this site is kept with its query", () => {
  expect(returnPath("/orgs/accept-invitation/i1?token=ab#x")).toBe(
    "/orgs/accept-invitation/i1?token=ab#x",
  );
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "https:evil.example",
  "https:/evil.example",
  "\t//evil.example",
  "/\n/evil.example",
  "/\r\n//evil.example",
  " //evil.example",
  "\u0000//evil.example",
  "@evil.example",
  ".evil.example",
  "data:text/html,evil",
  "javascript:alert(1)",
  "",
  undefined,
  ["/a", "/b"],
])("%j leads home", (next) => {
  expect(returnPath(next)).toBe("/");
});

test.each(["/%2F/evil.example", "/%5Cevil.example", "/%09/evil.example", "/%2e%2e//evil.example"])(
  "%s, encoded, leads nowhere but into this site",
  (next) => {
    const site = "https://vestibule.example";
    expect(new URL(returnPath(next), site).origin).toBe(site);
    expect(returnPath(next)).toMatch(/^\/(?![/\\])/);
  },
);

test("the address and the way back survive the detour over sign-in", () => {
  expect(authPath("sign-in", { email: "m+x@acme.test", next: "/orgs/a?b=c" })).toBe(
    "/sign-in?email=m%2Bx%40acme.test&next=%2Forgs%2Fa%3Fb%3Dc",
  );
  expect(authPath("sign-up", { next: "/" })).toBe("/sign-up");
});
