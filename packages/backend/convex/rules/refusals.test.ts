import { expect, test } from "vitest";
import { isRefusalCode, refusalCodes, refusalSentences } from "./refusals";

test.each(refusalCodes)("the refusal %s is worded in one whole sentence or two", (code) => {
  expect(refusalSentences[code]).toMatch(/^[A-Z].{8,}\.$/);
});

test.each(["toString", "", undefined, 3, "nothing"])("%j is not a refusal code", (code) => {
  expect(isRefusalCode(code)).toBe(false);
});
