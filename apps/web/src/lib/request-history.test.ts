import { expect, test } from "vitest";
import { mergeNewestFirst } from "@/lib/request-history";
import type { RequestRow } from "@/lib/rows";

const rows = (...moments: number[]) =>
  moments.map((requestedAt) => ({ requestedAt }) as RequestRow);
const momentsOf = (merged: RequestRow[]) => merged.map(({ requestedAt }) => requestedAt);

test("two complete lists become one, newest first", () => {
  const merged = mergeNewestFirst([
    { rows: rows(9, 4), hasMore: false },
    { rows: rows(7, 1), hasMore: false },
  ]);
  expect(momentsOf(merged)).toEqual([9, 7, 4, 1]);
});

test("nothing is shown that is older than what a list may still bring", () => {
  const merged = mergeNewestFirst([
    { rows: rows(9, 6), hasMore: true },
    { rows: rows(8, 2), hasMore: false },
  ]);
  expect(momentsOf(merged)).toEqual([9, 8, 6]);
});

test("a list that has not answered yet holds everything back", () => {
  expect(
    mergeNewestFirst([
      { rows: [], hasMore: true },
      { rows: rows(3), hasMore: false },
    ]),
  ).toEqual([]);
});
