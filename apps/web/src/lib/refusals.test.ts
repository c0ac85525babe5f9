// @vitest-environment node
import { readFileSync } from "node:fs";
import path from "node:path";
import { refusalCodes } from "@vestibule/backend/rules/refusals";
import { expect, test } from "vitest";
import { consoleSentences } from "@/lib/console-refusals";
import { refusalSentences } from "@/lib/refusals";

const sentences: Record<string, string> = { ...refusalSentences, ...consoleSentences };

test.each(refusalCodes)("%s reads as a sentence", (code) => {
  expect(sentences[code]).toMatch(/^[A-Z].+\.$/);
});

test("docs/refusals.md has each refusal with what people read and a way on, in the order of the code", () => {
  const file = path.resolve(import.meta.dirname, "../../../../docs/refusals.md");
  const rows = readFileSync(file, "utf8").matchAll(/^\| `(\w+)` \| (.+) \| (.+) \|$/gm);
  expect([...rows].map(([, code, sentence]) => [code, sentence])).toEqual(
    refusalCodes.map((code) => [code, sentences[code]]),
  );
});
