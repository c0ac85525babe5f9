/**
 * Live queries of a whole deployment: a write runs exactly those again whose ranges hold what it wrote, and then each
 * shows what a fresh call returns. LIVE_RUNS sets how many programs, LIVE_SEED which.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../src/protocol/json.ts";
import type { QueryOutcome, Refresh } from "../../src/wire/calls.ts";
import { isBefore, type NoteQuery, NotesModel, type Place } from "../support/notes-model.ts";
import { TestDeployment } from "./test-deployment.ts";

const RUNS = Number(process.env.LIVE_RUNS ?? 300);
const SEED = Number(process.env.LIVE_SEED ?? 4_711);
/** So long may one take on average on a machine that is slow and busy: it ends a test that hangs. */
const PROGRAM_LIMIT_MS = 500;

let app: TestDeployment;

beforeAll(async () => {
  app = await TestDeployment.open();
  await app.push("worker-live");
});

afterAll(() => app.dispose());

interface OpenQuery extends NoteQuery {
  id: number;
  value: unknown;
  pageEnd: Place | null;
}

/** The live queries of one program and what they show. */
class OpenQueries {
  readonly #queries = new Map<number, OpenQuery>();
  readonly #stop = app.listen((refresh) => this.#refresh(refresh));
  #ts = 0n;
  #waiting: Array<() => void> = [];
  /** Run since they were last asked for. */
  #ran = new Set<number>();
  /** Away from those of the deployment's own helpers. */
  static #nextId = 1_000_000;

  async open(queries: NoteQuery[]): Promise<OpenQuery[]> {
    for (const query of queries) {
      const id = OpenQueries.#nextId++;
      this.#queries.set(id, { ...query, id, value: undefined, pageEnd: null });
      app.host.subscribe({
        id,
        call: app.call(query.name, query.args as JsonObject),
        journal: null,
      });
    }
    while (this.#ran.size < queries.length) await this.#nextRefresh();
    this.#ran.clear();
    return [...this.#queries.values()];
  }

  /** Ids of the queries that ran again by that time. */
  async ranUntil(ts: bigint): Promise<number[]> {
    while (this.#ts < ts) await this.#nextRefresh();
    const ran = [...this.#ran];
    this.#ran.clear();
    return ran;
  }

  close(): void {
    this.#stop();
    for (const id of this.#queries.keys()) app.host.unsubscribe(id);
  }

  #refresh({ ts, results }: Refresh): void {
    this.#ts = ts;
    for (const { id, outcome } of results) {
      const query = this.#queries.get(id);
      if (query === undefined) continue;
      query.value = resultOf(outcome);
      this.#ran.add(id);
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #nextRefresh(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function resultOf(outcome: QueryOutcome): unknown {
  if (!outcome.ok) throw new Error(outcome.errorMessage);
  return JSON.parse(outcome.valueJson);
}

const key = fc.nat(4);
const at = fc.nat(8);

/** `at` stands for an id. */
const query = fc.oneof(
  fc.record({
    name: fc.constantFrom("live:ofKey", "live:nested", "live:caught"),
    args: fc.record({ key }),
  }),
  fc.record({
    name: fc.constant("live:firstBetween"),
    args: fc.record({
      from: key,
      before: fc.nat(5),
      count: fc.integer({ min: 1, max: 3 }),
      order: fc.constantFrom("asc", "desc"),
    }),
  }),
  fc.record({ name: fc.constant("live:byId"), args: fc.record({ at }) }),
  fc.record({ name: fc.constant("live:counted"), args: fc.constant({}) }),
  fc.record({
    name: fc.constant("live:page"),
    args: fc.record({ numItems: fc.integer({ min: 1, max: 4 }) }),
  }),
);

const write = fc.record({
  kind: fc.constantFrom("insert", "insert", "patch", "remove", "undone", "other"),
  key,
  at,
});

const program = fc.record({
  keys: fc.array(key, { minLength: 1, maxLength: 8 }),
  queries: fc.array(query, { minLength: 1, maxLength: 8 }),
  writes: fc.array(write, { minLength: 1, maxLength: 6 }),
});

type Program = typeof program extends fc.Arbitrary<infer P> ? P : never;
type Write = { kind: string; key: number; id: string };

/** The document and the places in the index that the write touches. */
function applied(model: NotesModel, one: Write, added: unknown): { id: string; places: Place[] } {
  switch (one.kind) {
    case "insert":
      return { id: String(added), places: [model.add(String(added), one.key)] };
    case "patch":
      return { id: one.id, places: model.move(one.id, one.key) };
    case "remove":
      return { id: one.id, places: model.remove(one.id) };
    default:
      return { id: one.id, places: [] };
  }
}

test(
  `a write runs exactly the queries again that read what it wrote (${RUNS} programs, seed ${SEED})`,
  async () => {
    let ranAgain = 0;
    let leftAlone = 0;
    const run = async ({ keys, queries, writes }: Program) => {
      const ids = (await app.mutation("live:restart", { keys })) as string[];
      const model = new NotesModel();
      for (const [index, id] of ids.entries()) model.add(id, keys[index] ?? 0);
      const idAt = (index: number) => ids[index % ids.length] ?? "";
      const live = new OpenQueries();
      const open = await live.open(
        queries.map(({ name, args }) => ({
          name,
          args: "at" in args ? { id: idAt(args.at) } : args,
        })),
      );
      for (const each of open) {
        const { numItems } = each.args;
        if (numItems !== undefined) each.pageEnd = model.pageEnd(numItems);
      }
      for (const { kind, key: newKey, at: index } of writes) {
        const one = { kind, key: newKey, id: idAt(index) };
        const readers = model.readers(open);
        const outcome = await app.host.mutation(app.call("live:write", one));
        if (!outcome.ok) throw new Error(outcome.errorMessage);
        const { id, places } = applied(model, one, JSON.parse(outcome.valueJson));
        const expected = readers(id, places);
        expect((await live.ranUntil(outcome.ts)).sort()).toEqual(expected.sort());
        ranAgain += expected.length;
        leftAlone += open.length - expected.length;
        for (const { name, args, value, pageEnd } of open) {
          if (name === "live:page") {
            const isInside = (place: Place) => pageEnd === null || !isBefore(pageEnd, place);
            expect(value).toEqual({ ids: model.idsIn(isInside), isDone: pageEnd === null });
          } else {
            const fresh = await app.host.query(app.call(name, args as JsonObject));
            expect(value).toEqual(resultOf(fresh));
          }
        }
      }
      live.close();
    };
    await fc.assert(fc.asyncProperty(program, run), { numRuns: RUNS, seed: SEED });
    expect(Math.min(ranAgain, leftAlone)).toBeGreaterThan(RUNS);
  },
  RUNS * PROGRAM_LIMIT_MS,
);
