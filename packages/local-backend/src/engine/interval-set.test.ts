import fc from "fast-check";
import { expect, test } from "vitest";
import { IntervalSet } from "./interval-set.ts";

const key = fc.uint8Array({ maxLength: 3, max: 4 });
const range = fc.record({ lower: key, upper: fc.option(key), watcher: fc.nat(5) });
const operation = fc.record({ adds: fc.boolean(), at: fc.nat(50), range });

interface Range {
  lower: Uint8Array;
  upper: Uint8Array | null;
  watcher: number;
}

function holds({ lower, upper }: Range, wanted: Uint8Array): boolean {
  if (Buffer.compare(wanted, lower) < 0) return false;
  return upper === null || Buffer.compare(wanted, upper) < 0;
}

const name = ({ lower, upper, watcher }: Range) => `${lower}|${upper}|${watcher}`;

test("the watchers found for a key are those of the ranges that hold it", () => {
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 60 }),
      fc.array(key, { minLength: 1, maxLength: 10 }),
      (operations, keys) => {
        const set = new IntervalSet<number>();
        const model = new Map<string, Range>();
        for (const { adds, at, range: given } of operations) {
          const known = [...model.values()][at % Math.max(1, model.size)] ?? given;
          if (adds) {
            set.add(given.lower, given.upper, given.watcher);
            model.set(name(given), given);
          } else {
            set.delete(known.lower, known.upper, known.watcher);
            model.delete(name(known));
          }
        }
        expect(set.isEmpty).toBe(model.size === 0);
        for (const wanted of keys) {
          const found = new Set<number>();
          set.collect(wanted, found);
          const holding = [...model.values()].filter((one) => holds(one, wanted));
          expect(found).toEqual(new Set(holding.map(({ watcher }) => watcher)));
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
