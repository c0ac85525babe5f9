import type { StackAddress } from "@vestibule/dev/test-stack";

/** Short within the browser stories, full in `npm run attack`. */
export type Size = "short" | "full";

/** One way in that has to stay shut, replayed from outside against a running product. */
export interface Attack {
  /** What is tried. */
  name: string;
  /** What must be answered. */
  answer: string;
  /** It waits, or repeats what is slow on purpose: left out of the short form. */
  isLong?: true;
  /** Throws when it cannot be tried: an attack that reached nothing has proven nothing. */
  run(stack: StackAddress, tally: Tally, size: Size): Promise<void>;
}

/** What was tried and what became of it. */
export class Tally {
  tried = 0;
  refused = 0;
  /** What got through, in words. */
  readonly through: string[] = [];

  note(what: string, isRefused: boolean): void {
    this.tried += 1;
    if (isRefused) this.refused += 1;
    else this.through.push(what);
  }

  /** Many of one kind. Up to `allowed` may pass, and are neither refused nor through. */
  noteMany(what: string, { tried, passed, allowed }: Burst): void {
    this.tried += tried;
    this.refused += tried - passed;
    for (let n = allowed; n < passed; n++) this.through.push(`${what}, the ${n + 1}th`);
  }
}

export interface Burst {
  tried: number;
  passed: number;
  allowed: number;
}

/** Of what a client, an account or a person may do so many times at once, and so often again. */
export interface Bucket {
  capacity: number;
  perSecond: number;
}

/** All at once. What came back into the bucket while they ran was theirs to take, on a machine of any speed. */
export async function burst(
  tried: number,
  { capacity, perSecond }: Bucket,
  isPassing: (n: number) => Promise<boolean>,
): Promise<Burst> {
  const startedAt = Date.now();
  const passing = await Promise.all(Array.from({ length: tried }, (_, n) => isPassing(n)));
  const seconds = (Date.now() - startedAt) / 1000;
  return {
    tried,
    passed: passing.filter(Boolean).length,
    allowed: capacity + Math.ceil(seconds * perSecond),
  };
}
