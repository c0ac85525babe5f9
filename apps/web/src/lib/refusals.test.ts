import { refusalCodes } from "@vestibule/backend/rules/refusals";
import { expect, test } from "vitest";
import { consoleSentences } from "@/lib/console-refusals";
import { refusalSentences } from "@/lib/refusals";

const sentences: Record<string, string> = { ...refusalSentences, ...consoleSentences };

test.each(refusalCodes)("%s reads as a sentence", (code) => {
  expect(sentences[code]).toMatch(/^[A-Z].+\.$/);
});
