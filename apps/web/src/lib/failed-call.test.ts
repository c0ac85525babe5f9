import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { refusalOf, sentenceOf } from "@/lib/failed-call";
import { unexpectedSentence } from "@/lib/refusals";

test.each([
  [1, "1 second"],
  [42, "42 seconds"],
  [90, "2 minutes"],
  [5400, "2 hours"],
  [86_400, "24 hours"],
  [172_800, "2 days"],
  [604_799, "7 days"],
])("a refusal that passes in %i seconds says so", (retryAfterSeconds, wait) => {
  const error = new ConvexError({ code: "rate_limited", message: "", retryAfterSeconds });
  expect(sentenceOf(error)).toBe(`Too many requests. Try again in ${wait}.`);
});

test("a bug is no refusal, and its text stays out of the page", () => {
  expect(refusalOf(new Error("index by_status missing"))).toBeNull();
  expect(sentenceOf(new Error("index by_status missing"))).toBe(unexpectedSentence);
});

test("an unknown code is no refusal", () => {
  expect(refusalOf(new ConvexError({ code: "toString", message: "" }))).toBeNull();
});
