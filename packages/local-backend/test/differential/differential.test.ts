/**
 * Random programs on convex-test and on this engine, through the whole worker: whatever a step answers on one it
 * answers on the other. Comparison filters are compared with a filter by Convex's own order, done in the function,
 * because convex-test does them with JavaScript's operators. On the worker and not on the engine alone: so the same
 * module runs on both sides, and the client library's encodings and nested transactions are compared too.
 * DIFF_RUNS sets how many programs, DIFF_SEED which: without it a run repeats the last one.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Read, Step } from "../fixtures/differential-app/convex/programs.ts";
import { type Program, program, type Transaction } from "./arbitrary-programs.ts";
import {
  type ComparedEngine,
  comparable,
  localEngine,
  type Page,
  referenceEngine,
} from "./engines.ts";

const RUNS = Number(process.env.DIFF_RUNS ?? 2_000);
const SEED = Number(process.env.DIFF_SEED ?? 20_260);
/** So long may one take on average on a machine that is slow and busy: it ends a test that hangs. */
const PROGRAM_LIMIT_MS = 500;

let local: ComparedEngine;
let reference: ComparedEngine;

beforeAll(async () => {
  reference = referenceEngine();
  local = await localEngine();
});

afterAll(() => local.close());

/** Where one of the program's paginated reads stands on one engine. */
interface Pages {
  loaded: Array<{ cursor: string | null; endCursor: string }>;
  isDone: boolean;
}

/** A program's run on one engine. */
class Runner {
  readonly #engine: ComparedEngine;
  readonly #model: boolean;
  #ids: string[] = [];
  #pages: [Pages, Pages] = [emptyPages(), emptyPages()];

  constructor(engine: ComparedEngine, model: boolean) {
    this.#engine = engine;
    this.#model = model;
  }

  async clear(): Promise<void> {
    await this.#engine.clear();
    this.#ids = [];
    this.#pages = [emptyPages(), emptyPages()];
  }

  async steps(kind: "write" | "look", steps: Step[], fails: boolean): Promise<unknown> {
    const run = { steps, ids: this.#ids, model: this.#model };
    const { ids, ...rest } =
      kind === "look" ? await this.#engine.look(run) : await this.#engine.write(run, fails);
    this.#ids = ids;
    return comparable(rest, ids);
  }

  /** Null when there is no page left. */
  async nextPage(slot: 0 | 1, read: Read, numItems: number): Promise<Page | "threw" | null> {
    const pages = this.#pages[slot];
    if (pages.isDone) return null;
    const cursor = pages.loaded.at(-1)?.endCursor ?? null;
    const page = await this.#engine.page({ read, cursor, numItems });
    if (page === "threw") return page;
    pages.loaded.push({ cursor, endCursor: page.continueCursor });
    pages.isDone = page.isDone;
    return page;
  }

  async reload(slot: 0 | 1, read: Read): Promise<unknown> {
    const documents: unknown[] = [];
    for (const { cursor, endCursor } of this.#pages[slot].loaded) {
      const page = await this.#engine.page({ read, cursor, endCursor, numItems: 1 });
      if (page === "threw") return page;
      documents.push(...page.page);
    }
    return this.comparable(documents);
  }

  comparable(value: unknown): unknown {
    return comparable(value, this.#ids);
  }
}

function emptyPages(): Pages {
  return { loaded: [], isDone: false };
}

/** How often each kind of step was answered, so that a comparison of nothing but errors would be noticed. */
const answered = new Map<string, number>();

function count(steps: readonly Step[], answers: readonly unknown[]): void {
  for (const [index, { kind }] of steps.entries()) {
    const answer = answers[index];
    const isUndone = typeof answer === "object" && answer !== null && "undone" in answer;
    const what = answer === "threw" ? `${kind} threw` : isUndone ? `${kind} undone` : kind;
    answered.set(what, (answered.get(what) ?? 0) + 1);
  }
}

async function comparePage(
  ours: Runner,
  theirs: Runner,
  { slot, numItems }: Extract<Transaction, { kind: "page" }>,
  read: Read,
): Promise<void> {
  const expected = await theirs.nextPage(slot, read, numItems);
  const page = await ours.nextPage(slot, read, numItems);
  if (page === null || expected === null || page === "threw" || expected === "threw") {
    expect(page).toEqual(expected);
    return;
  }
  expect(ours.comparable(page.page)).toEqual(theirs.comparable(expected.page));
  answered.set("page", (answered.get("page") ?? 0) + 1);
  if (page.isDone === expected.isDone) return;
  // convex-test looks ahead: its page that ends with the last document is the last one. Ours, as Convex's, learns
  // from an empty page that there is no more.
  expect({ ours: page.isDone, theirs: expected.isDone }).toEqual({ ours: false, theirs: true });
  expect(await ours.nextPage(slot, read, numItems)).toMatchObject({ page: [], isDone: true });
}

async function compare({ paginated, transactions }: Program): Promise<void> {
  const ours = new Runner(local, false);
  const theirs = new Runner(reference, true);
  await Promise.all([ours.clear(), theirs.clear()]);
  for (const transaction of transactions) {
    switch (transaction.kind) {
      case "page":
        await comparePage(ours, theirs, transaction, paginated[transaction.slot]);
        break;
      case "reload": {
        const read = paginated[transaction.slot];
        const reloaded = await ours.reload(transaction.slot, read);
        expect(reloaded).toEqual(await theirs.reload(transaction.slot, read));
        break;
      }
      case "write":
      case "look": {
        const fails = transaction.kind === "write" && transaction.fails;
        const { kind, steps } = transaction;
        const answer = await ours.steps(kind, steps, fails);
        expect(answer).toEqual(await theirs.steps(kind, steps, fails));
        count(steps, (answer as { answers: unknown[] }).answers);
        break;
      }
      default:
        transaction satisfies never;
    }
  }
}

test(
  `${RUNS} random programs answer as they do on convex-test (seed ${SEED})`,
  async () => {
    await fc.assert(fc.asyncProperty(program, compare), { numRuns: RUNS, seed: SEED });
    const kinds = [
      ...["insert", "patch", "replace", "delete", "get", "normalizeId", "count", "read", "page"],
      ...["nested", "nested undone", "read threw", "insert threw", "patch threw"],
    ];
    expect(kinds.filter((kind) => (answered.get(kind) ?? 0) < RUNS / 50)).toEqual([]);
  },
  RUNS * PROGRAM_LIMIT_MS,
);
