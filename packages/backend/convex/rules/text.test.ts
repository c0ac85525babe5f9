import { describe, expect, test } from "vitest";
import { addressIn, tidyLabel, tidyMessage, tidyName } from "./text";

describe("a name", () => {
  test.each([
    ["  Maria   Sousa ", "Maria Sousa"],
    ["Maria\nSousa\tLima", "Maria Sousa Lima"],
    ["Acme \u202egnp.exe", "Acme gnp.exe"],
    ["Ac\u200bme\u0000", "Acme"],
    ["\u2066Maria\u2069", "Maria"],
    ["👩‍👩‍👧 Family", "👩‍👩‍👧 Family"],
    ["نمی‌خواهم", "نمی‌خواهم"],
    ["Dr.Müller", "Dr.Müller"],
    ["J.R.R. Tolkien", "J.R.R. Tolkien"],
    ["M.de Vries", "M.de Vries"],
    ["J.de la Cruz", "J.de la Cruz"],
    ["O’Brien & Søn", "O’Brien & Søn"],
    ["李明", "李明"],
  ])("the name %j is kept as %j", (typed, kept) => {
    expect(tidyName(typed)).toBe(kept);
  });

  test.each(["", "  ", "\u200b\u200b", "\u200d\u200d", "\u202e", "\u3164", "\u2800", "\n"])(
    "%j is no name",
    (typed) => {
      expect(tidyName(typed)).toBeUndefined();
    },
  );

  test.each([
    "x".repeat(101),
    "Win a prize at https://evil.example/x",
    "Your account is locked, see www.evil.com",
    "evil.com/login",
    "write to thief@evil.com",
  ])("the name %j is refused", (typed) => {
    expect(tidyName(typed)).toBeNull();
  });
});

describe("an address in a text", () => {
  test.each([
    "acme-login.app",
    "a@evil.xyz",
    "see evil.xyz.",
    "(Evil.XYZ)",
    "paypal.support",
    "vercel.dev",
    "join.cloud/abc",
    "x.com",
    "t.co",
    "1.2.3.4",
    "acme．com",
    "acme。com",
    "acme｡com",
    "ａｃｍｅ．ｃｏｍ",
    "thief＠evil.xyz",
    "пример.рф",
    "例子.香港",
    "invoice.zip",
    // A product's name that is a host as well: a mail program cannot tell either.
    "Booking.com",
    "ASP.NET",
  ])("%j has one", (text) => {
    expect(addressIn(text)).toBeDefined();
    expect(tidyName(text)).toBeNull();
  });

  test.each([
    "maps, e.g. of the sea",
    "i.e. soon",
    "at 9 a.m. in the U.S. or the U.S.A.",
    "Node.js and Vue.js",
    "Dr.Müller",
    "J.Ford",
    "Acme S.p.A.",
    "Acme B.V.",
    "Ph.D.",
    "Founded 1998.We print maps.",
    "We met today.Please come.",
    "St.John",
    "No.1 of 3.5 million, v2.0",
    "report.pdf",
    "and/or",
    "欢迎。我们印地图。",
    "soon…maybe",
  ])("%j has none", (text) => {
    expect(addressIn(text)).toBeUndefined();
    expect(tidyName(text)).toBe(text);
  });
});

test("a label is one line of at most 100 visible characters", () => {
  expect(tidyLabel("Head of\r\nDesign\u202e")).toBe("Head of Design");
  expect(tidyLabel("x".repeat(100))).toHaveLength(100);
  expect(tidyLabel("x".repeat(101))).toBeNull();
});

describe("a message", () => {
  test("a message keeps its lines, with at most one empty line in a row", () => {
    expect(tidyMessage(`a${"\n".repeat(900)}b`)).toBe("a\n\nb");
    expect(tidyMessage("a \r\n \r\n\r\nb\rc")).toBe("a\n\nb\nc");
  });

  test("a message loses what hides or reorders its words", () => {
    expect(tidyMessage("see\u202e you\u0000\u200b soon\u2028now")).toBe("see you soonnow");
  });

  test("a message of invisible characters is none, and one of 1,001 visible ones is refused", () => {
    expect(tidyMessage("\u200b\n\u202e")).toBeUndefined();
    expect(tidyMessage("x".repeat(1000))).toHaveLength(1000);
    expect(tidyMessage("x".repeat(1001))).toBeNull();
  });
});
