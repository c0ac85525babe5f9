import { describe, expect, test } from "vitest";
import { changedLook, lookDifference, lookProblems } from "./look";

test.each([
  ["#1E6F5C", "#1e6f5c"],
  [" 1e6f5c ", "#1e6f5c"],
  ["#07f", "#0077ff"],
  ["07F", "#0077ff"],
])("the color %s is stored as %s", (typed, stored) => {
  const look = changedLook({}, { accentColor: typed });
  expect(look).toEqual({ accentColor: stored });
  expect(lookProblems(look)).toEqual({});
});

test.each(["green", "#1e6f", "#1e6f5c80", "rgb(0,0,0)", "#1e6f5g", "url(x)"])(
  "%s is no color",
  (accentColor) => {
    expect(lookProblems(changedLook({}, { accentColor })).accentColor).toMatch(/such as #1e6f5c/);
  },
);

test("a change leaves the rest as it is; null and nothing clear", () => {
  const look = { accentColor: "#1e6f5c", replyToEmail: "hi@acme.test", letterText: "We are Acme." };
  expect(changedLook(look, { accentColor: "#000000" })).toEqual({
    ...look,
    accentColor: "#000000",
  });
  expect(changedLook(look, { accentColor: null, replyToEmail: " ", letterText: "\n" })).toEqual({});
});

test("an address and a text are stored tidy", () => {
  expect(
    changedLook(
      {},
      { replyToEmail: " Acme <Hi@Acme.Test> ", letterText: " One\u202e\r\n\n\n\nTwo\t" },
    ),
  ).toEqual({ replyToEmail: "hi@acme.test", letterText: "One\n\nTwo" });
});

describe("text", () => {
  const problemOf = (letterText: string) => lookProblems({ letterText }).letterText;

  test("500 characters are taken, and of more it is said how many", () => {
    expect(problemOf("a".repeat(500))).toBeUndefined();
    expect(problemOf("a".repeat(512))).toBe("Use at most 500 characters. This is 12 too many.");
  });

  test.each([
    ["Read https://evil.example/x first.", "https://evil.example/x"],
    ["See www.acme.com for more.", "www.acme.com"],
    ["More on acme.com", "acme.com"],
    ["Write to hi@acme.com", "hi@acme.com"],
    ["More on acme-login.app today", "acme-login.app"],
    ["Write to hi＠evil。xyz", "hi@evil.xyz"],
    ["mailto:hi@acme.com", "mailto:hi@acme.com"],
  ])("%s holds an address, which is named", (text, address) => {
    expect(problemOf(text)).toContain(`such as ${address}.`);
  });

  test.each(["Acme Inc. is a press.", "Founded 1998.We print maps.", "50 % off & <b>more</b>"])(
    "%s holds none",
    (text) => {
      expect(problemOf(text)).toBeUndefined();
    },
  );
});

test("a reply-to address has to be one", () => {
  expect(lookProblems(changedLook({}, { replyToEmail: "acme" })).replyToEmail).toMatch(
    /complete email address/,
  );
});

test("the trail is told what differs, a logo by its kind and size", () => {
  const logo = { storageId: "a", kind: "image/png", width: 480, height: 120 } as const;
  expect(lookDifference({ accentColor: "#000000" }, { accentColor: "#000000" })).toBeUndefined();
  expect(lookDifference({ accentColor: "#000000" }, { logo })).toEqual({
    before: { accentColor: "#000000" },
    after: { logo: "PNG, 480 × 120" },
  });
  // Another file of the same size is another logo.
  expect(lookDifference({ logo }, { logo: { ...logo, storageId: "b" } })).toEqual({
    before: { logo: "PNG, 480 × 120" },
    after: { logo: "PNG, 480 × 120" },
  });
});
