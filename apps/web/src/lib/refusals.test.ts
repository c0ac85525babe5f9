import { refusalCodes } from "@vestibule/backend/rules/refusals";
import { expect, test } from "vitest";
import { refusalSentences } from "@/lib/refusals";

test.each(refusalCodes)("%s reads as a sentence", (code) => {
  expect(refusalSentences[code]).toMatch(/^[A-Z].+\.$/);
});
