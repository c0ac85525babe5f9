/** Runs a plan document by document: no more is read than what is asked for. */
import type { Plan, Step } from "./plan.ts";
import { openRows, type RowSource, type Rows } from "./rows.ts";
import type { JsonDocument, QueryCursor } from "./types.ts";

function limitOf(steps: readonly Step[]): number {
  return steps.reduce(
    (least, step) => ("limit" in step ? Math.min(least, step.limit) : least),
    Number.POSITIVE_INFINITY,
  );
}

function expectedRows(steps: readonly Step[]): number | null {
  const limit = limitOf(steps);
  const hasFilter = steps.some((step) => "filter" in step);
  return hasFilter || limit === Number.POSITIVE_INFINITY ? null : limit;
}

export class PlanCursor implements QueryCursor {
  readonly #rows: Rows | null;
  readonly #steps: Step[];
  #isDone = false;

  constructor(source: RowSource, { reading, steps }: Plan) {
    // Copies: the limits count down.
    this.#steps = steps.map((step) => ({ ...step }));
    const readsNothing = reading === null || limitOf(steps) === 0;
    this.#rows = readsNothing ? null : openRows(source, reading, null, null, expectedRows(steps));
  }

  next(): { value: JsonDocument | null; done: boolean } {
    while (!this.#isDone) {
      const row = this.#rows?.next() ?? null;
      if (row === null) break;
      const document: JsonDocument = JSON.parse(row.json);
      if (this.#passes(document)) return { value: document, done: false };
    }
    this.#isDone = true;
    return { value: null, done: true };
  }

  /** Also ends the scan when a limit is used up with this document. */
  #passes(document: JsonDocument): boolean {
    for (const step of this.#steps) {
      if ("filter" in step) {
        if (!step.filter(document)) return false;
      } else {
        step.limit--;
        if (step.limit === 0) this.#isDone = true;
      }
    }
    return true;
  }

  close(): void {
    this.#isDone = true;
  }
}
