import { expect, test } from "vitest";
import { suggestedAddress } from "./mistypedDomain";

test.each([
  ["two letters swapped", "maria@gmial.com", "maria@gmail.com"],
  ["the first two swapped", "maria@mgail.com", "maria@gmail.com"],
  ["the last two swapped", "maria@gmail.cmo", "maria@gmail.com"],
  ["a missing letter", "maria@gmil.com", "maria@gmail.com"],
  ["a missing first letter", "maria@utlook.com", "maria@outlook.com"],
  ["a missing last letter", "maria@hotmail.co", "maria@hotmail.com"],
  ["a letter too many", "maria@gmaill.com", "maria@gmail.com"],
  ["a letter behind the end", "maria@yahoo.comm", "maria@yahoo.com"],
  ["a wrong letter", "maria@iclaud.com", "maria@icloud.com"],
  ["a missing dot", "maria@gmailcom", "maria@gmail.com"],
  ["a wrong letter behind a tagged name", "maria.s+x@hotnail.com", "maria.s+x@hotmail.com"],
])("%s is put right", (_, typed, meant) => {
  expect(suggestedAddress(typed)).toBe(meant);
});

test.each([
  ["a common domain", "maria@gmail.com"],
  ["a common domain that is one letter from a commoner one", "maria@ymail.com"],
  ["a domain of its own", "maria@acme.example"],
  ["two slips", "maria@gmal.cm"],
  ["two separate swaps", "maria@gmial.cmo"],
  ["a subdomain", "maria@mail.gmail.com"],
])("nothing is proposed for %s", (_, typed) => {
  expect(suggestedAddress(typed)).toBeUndefined();
});
