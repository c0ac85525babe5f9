import { expect, test } from "vitest";
import { generateCode, readGeneratedCode } from "./generated-code.ts";

// A failure leaves the new code in place: look at it and commit it.
test("the committed code is what the official CLI generates from the functions", async () => {
  const committed = await readGeneratedCode();
  await generateCode();
  expect(await readGeneratedCode()).toEqual(committed);
});
