import { expect, test } from "vitest";
import { rangesOf } from "./addressSearch";

const STORED = [
  "maria@bocher.example",
  "maria@example.com",
  "maria@xn--bch-joa.example", // bchü
  "maria@xn--bcher-kva.example", // bücher
  "maria@xn--bcherei-n2a.example", // bücherei
  "maria@mail.xn--bcher-kva.example",
  "maria@xn--e1afmkfd.xn--p1ai", // пример.рф
  "maria@xn--xmpl-loa7a.example", // xämplé
  "mario@xn--bcher-kva.example",
];

const found = (typed: string) => {
  const ranges = rangesOf(typed);
  return STORED.filter((email) => ranges.some(({ has }) => has(email)));
};

test.each([
  ["maria@büch", ["maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"]],
  ["Maria@BÜCHER", ["maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"]],
  ["maria@bu\u0308ch", ["maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"]],
  ["maria@bücher.", ["maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"]],
  ["maria@bücher.ex", ["maria@xn--bcher-kva.example"]],
  ["maria@mail.bü", ["maria@mail.xn--bcher-kva.example"]],
  ["maria@пр", ["maria@xn--e1afmkfd.xn--p1ai"]],
  ["maria@пример.р", ["maria@xn--e1afmkfd.xn--p1ai"]],
  [
    "maria@xn--bch",
    ["maria@xn--bch-joa.example", "maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"],
  ],
  ["maria@e", ["maria@example.com"]],
  ["maria@bö", []],
])("%s finds what people see", (typed, emails) => {
  expect(found(typed)).toEqual(emails);
});

test("an ASCII letter finds plain domains and those that go on beyond ASCII", () => {
  expect(found("maria@b")).toEqual(STORED.filter((email) => /^maria@(bo|xn--bc)/.test(email)));
});

test.each(["mar", "maria@", "maria@e", "maria@büch", "maria@bücher.ex", "maria@x", "maria@xn--b"])(
  "%s looks through ranges that share no address and hold all they find",
  (typed) => {
    const ranges = rangesOf(typed);
    for (const email of STORED) {
      const holding = ranges.filter(({ has }) => has(email));
      expect(holding.length).toBeLessThan(2);
      for (const { prefix } of holding) expect(email.startsWith(prefix)).toBe(true);
    }
  },
);

test("what is looked through is narrowed by the letters that were typed", () => {
  expect(rangesOf("maria@büch").map(({ prefix }) => prefix)).toEqual(["maria@xn--bch"]);
  expect(rangesOf("maria@e").map(({ prefix }) => prefix)).toEqual(["maria@e", "maria@xn--e"]);
});

test("what is too long to be an address finds nothing, at once", () => {
  expect(found(`maria@${"ü".repeat(5000)}`)).toEqual([]);
});
