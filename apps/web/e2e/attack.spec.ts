import type { StackAddress } from "@vestibule/dev/test-stack";
import { Tally } from "../attack/attack.ts";
import { attacks } from "../attack/attacks.ts";
import { expect, test } from "./test.ts";

/** The short form of `npm run attack`, against the product that the stories have anyway. */

let stack: StackAddress | undefined;

/** Known once the stories run, and not yet when they are listed. */
function runningStack(): StackAddress {
  const { VESTIBULE_STACK: described } = process.env;
  if (described === undefined) throw new Error("VESTIBULE_STACK is not set.");
  stack ??= JSON.parse(described) as StackAddress;
  return stack;
}

for (const [kind, list] of Object.entries(attacks)) {
  test.describe(kind, () => {
    for (const attack of list.filter(({ isLong }) => !isLong)) {
      test(`${attack.name}: ${attack.answer}`, async () => {
        const tally = new Tally();
        await attack.run(runningStack(), tally, "short");
        expect(tally.tried).toBeGreaterThan(0);
        expect(tally.through).toEqual([]);
      });
    }
  });
}
