import { expect, test } from "vitest";
import { MAX_TRANSITION_LENGTH, transitionMessages } from "./server-messages.ts";

interface Chunk {
  type: string;
  chunk: string;
  partNumber: number;
  totalParts: number;
  transitionId: string;
}

const chunksOf = (text: string) =>
  transitionMessages(text).map((message) => JSON.parse(message) as Chunk);

test("a transition up to the limit is one message", () => {
  const text = "x".repeat(MAX_TRANSITION_LENGTH);
  expect(transitionMessages(text)).toEqual([text]);
});

test("a longer one is chunks that make it up, numbered", () => {
  const text = "abc".repeat(MAX_TRANSITION_LENGTH);
  const chunks = chunksOf(text);
  expect(chunks.map(({ type, partNumber, totalParts }) => [type, partNumber, totalParts])).toEqual(
    [0, 1, 2].map((part) => ["TransitionChunk", part, 3]),
  );
  expect(new Set(chunks.map(({ transitionId }) => transitionId)).size).toBe(1);
  expect(chunks.map(({ chunk }) => chunk).join("")).toBe(text);
});

test("no chunk ends in the middle of a character", () => {
  const text = `x${"😀".repeat(MAX_TRANSITION_LENGTH)}`;
  const chunks = chunksOf(text);
  expect(chunks.every(({ chunk }) => chunk.isWellFormed())).toBe(true);
  expect(chunks.map(({ chunk }) => chunk).join("") === text).toBe(true);
});
