import { expect, test } from "vitest";
import { problemWords } from "./problem-words";

test.each([
  ["INVALID_TOKEN", "This link no longer works"],
  ["token_expired", "This link no longer works"],
  ["USER_NOT_FOUND", "This link is for another account"],
  ["state_mismatch", "That didn't work"],
  [undefined, "That didn't work"],
  [["INVALID_TOKEN", "INVALID_TOKEN"], "That didn't work"],
])("%j reads: %s", (code, title) => {
  expect(problemWords(code).title).toBe(title);
});

test("each says that nothing was changed and what to do, and repeats nothing of the address", () => {
  for (const code of ["INVALID_TOKEN", "INVALID_USER", "call 555-0100"]) {
    const { lead } = problemWords(code);
    expect(lead).toContain("Nothing was changed. Sign in");
    expect(lead).not.toContain(code);
  }
});
