import { expect, test } from "vitest";
import { withoutVariables, withVariables } from "./env-file.ts";

test("setting variables keeps every other line and replaces earlier values", () => {
  const before = "# mine\nOTHER=1\nCONVEX_URL=http://old\n";
  expect(withVariables(before, { CONVEX_URL: "http://new" })).toBe(
    "# mine\nOTHER=1\nCONVEX_URL='http://new'\n",
  );
});

test("a file without a final line break gets one before what is added", () => {
  expect(withVariables("A=1", { B: "2" })).toBe("A=1\nB='2'\n");
});

test("removing what was set gives back the text from before", () => {
  const before = "# mine\nOTHER=1\n";
  const during = withVariables(before, { A: "vestibule|key", B: "2" });
  expect(withoutVariables(during, ["A", "B"])).toBe(before);
});
