// @vitest-environment node
import { describe, expect, test } from "vitest";
import {
  builtPagePolicy,
  CLOSED_POLICY,
  developmentPolicy,
  renderedPagePolicy,
} from "./content-security-policy.mjs";

const NONCE = "AAAAAAAAAAAAAAAAAAAAAA==";
const convexUrl = "https://happy-otter-1.convex.cloud";

const rendered = (page: { showsLetters?: boolean; convexUrl?: string } = {}) =>
  renderedPagePolicy({
    nonce: NONCE,
    scripts: ["'sha256-theme'"],
    styles: ["'sha256-toast'"],
    showsLetters: false,
    ...page,
  });
const built = builtPagePolicy({ scripts: ["'sha256-theme'", "'sha256-flight'"], convexUrl });

function directive(policy: string, name: string): string[] | undefined {
  return policy
    .split("; ")
    .map((each) => each.split(" "))
    .find(([first]) => first === name)
    ?.slice(1);
}

describe.each([
  ["a page rendered for a request", rendered({ convexUrl })],
  ["the mailbox", rendered({ convexUrl, showsLetters: true })],
  ["a page of the build", built],
])("in %s", (_, policy) => {
  test("no script runs but the site's own files and those that are named", () => {
    expect(directive(policy, "default-src")).toEqual(["'none'"]);
    expect(directive(policy, "script-src")?.[0]).toBe("'self'");
    expect(directive(policy, "script-src")?.slice(1).join(" ")).toMatch(
      /^('(nonce|sha256)-[^' ]+' ?)+$/,
    );
    expect(directive(policy, "script-src-elem")).toBeUndefined();
    expect(directive(policy, "object-src")).toEqual(["'none'"]);
    expect(directive(policy, "base-uri")).toEqual(["'none'"]);
  });

  test("nothing leaves but to the site and its deployment", () => {
    expect(directive(policy, "connect-src")).toEqual([
      "'self'",
      convexUrl,
      "wss://happy-otter-1.convex.cloud",
    ]);
    expect(directive(policy, "form-action")).toEqual(["'self'"]);
    expect(directive(policy, "img-src")).toEqual(["'self'", convexUrl]);
    expect(directive(policy, "font-src")).toEqual(["'self'"]);
  });

  test("it stands in no frame and has none of another address", () => {
    expect(directive(policy, "frame-ancestors")).toEqual(["'none'"]);
    expect(directive(policy, "frame-src")).toEqual(["'none'"]);
  });
});

test("a rendered page's scripts have its nonce, and its style elements too", () => {
  expect(directive(rendered(), "script-src")).toContain(`'nonce-${NONCE}'`);
  expect(directive(rendered(), "style-src")).toEqual([
    "'self'",
    `'nonce-${NONCE}'`,
    "'sha256-toast'",
  ]);
});

test("letters bring styles along, and no scripts", () => {
  const policy = rendered({ showsLetters: true });
  expect(directive(policy, "style-src")).toEqual(["'self'", "'unsafe-inline'"]);
  expect(directive(policy, "script-src")).toEqual(directive(rendered(), "script-src"));
});

test("a page of the build, which caches keep for everybody, has no nonce", () => {
  expect(built).not.toContain("nonce-");
  expect(directive(built, "script-src")).toEqual(["'self'", "'sha256-theme'", "'sha256-flight'"]);
});

test.each([
  ["http://127.0.0.1:3210", ["http://127.0.0.1:3210", "ws://127.0.0.1:3210"]],
  ["https://convex.example.com/api/", ["https://convex.example.com", "wss://convex.example.com"]],
  ["not an address; script-src *", []],
  ["", []],
])("with a deployment at %j, pages reach it at %j", (address, reached) => {
  expect(directive(rendered({ convexUrl: address }), "connect-src")).toEqual([
    "'self'",
    ...reached,
  ]);
});

test("eval and scripts without a nonce are for development alone", () => {
  const scripts = directive(developmentPolicy({ convexUrl }), "script-src");
  expect(scripts).toEqual(["'self'", "'unsafe-inline'", "'unsafe-eval'"]);
});

test("what is no page loads nothing when it is opened as one", () => {
  expect(CLOSED_POLICY).toContain("default-src 'none'");
});
