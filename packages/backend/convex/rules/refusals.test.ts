import { expect, test } from "vitest";
import { isRefusalCode, refusalCodes, refusalSentences } from "./refusals";

test.each(refusalCodes)("%s is said in one whole sentence or two", (code) => {
  expect(refusalSentences[code]).toMatch(/^[A-Z].{8,}\.$/);
});

test.each(["toString", "", undefined, 3, "nothing"])("%j is no refusal", (code) => {
  expect(isRefusalCode(code)).toBe(false);
});
