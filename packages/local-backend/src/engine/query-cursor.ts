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
    const text = this.nextText();
    return text === null ? { value: null, done: true } : { value: JSON.parse(text), done: false };
  }

  nextText(): string | null {
    while (!this.#isDone) {
      const row = this.#rows?.next() ?? null;
      if (row === null) break;
      if (this.#passes(row.json)) return row.json;
    }
    this.#isDone = true;
    return null;
  }

  /** Also ends the scan when a limit is used up with this document. */
  #passes(json: string): boolean {
    let document: JsonDocument | null = null;
    for (const step of this.#steps) {
      if ("filter" in step) {
        document ??= JSON.parse(json) as JsonDocument;
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
