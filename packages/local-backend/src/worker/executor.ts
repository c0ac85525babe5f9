/**
 * The worker's main loop. Mutations run one after another and share a commit; between commits, one-shot queries and
 * the live queries that a commit made stale run on one snapshot each round. Neither side starves the other. Holds the
 * queues and the live queries; knows nothing of functions.
 */

import { EngineError } from "../engine/errors.ts";
import type { Engine, ReadSet, ReadSnapshot, Transaction } from "../engine/types.ts";
import { type Activity, activityStates, type Culprit } from "../wire/activity.ts";
import type { LogEntry, QueryOutcome, Refresh, Subscription } from "../wire/calls.ts";
import type { CallOutcome } from "../wire/messages.ts";
import { hostNow } from "./realm/globals.ts";
import { runAsHost } from "./realm/invocation.ts";

/** Mutations that share one commit, and queries that run before mutations get their next turn. */
const MAX_BATCH = 64;

/** Thrown by a job that needs the last commit as its start: it runs again as the first of a group. */
export class MustRunFirst extends Error {
  override readonly name = "MustRunFirst";
}

interface MutationJob {
  /** Null for work of our own, such as filling an index, which may take its time. */
  culprit: Culprit | null;
  /** Rejecting undoes everything that this job wrote, and only that. */
  run(tx: Transaction): Promise<unknown>;
  /** After the commit is on disk, or after the job was undone. */
  done(result: { ok: true; ts: bigint } | { ok: false; error: unknown; ts: bigint }): void;
}

export interface QueryJob {
  culprit: Culprit;
  ts?: bigint;
  run(snapshot: ReadSnapshot): Promise<void>;
  /** The database could not be read at all. */
  failed(error: unknown): void;
}

export interface LiveRun {
  outcome: QueryOutcome;
  logs: LogEntry[];
  /** It did not come to an end: running it again would hold up all other functions again. */
  hasExpired: boolean;
}

export interface ExecutorOutput {
  outcomes(outcomes: Array<{ id: number; outcome: CallOutcome }>, logs: LogEntry[]): void;
  refresh(refresh: Refresh, logs: LogEntry[]): void;
}

export interface ExecutorInput {
  engine: Engine;
  activity: Activity;
  output: ExecutorOutput;
  runLive(
    subscription: Subscription,
    journal: string | null,
    snapshot: ReadSnapshot,
  ): Promise<LiveRun>;
  liveFailed(subscription: Subscription, error: unknown): QueryOutcome;
  /** Something was committed: jobs may be due. */
  committed(): void;
  /** A broken invariant of ours: this worker cannot go on. */
  fatal(error: unknown): void;
}

interface LiveQuery {
  subscription: Subscription;
  journal: string | null;
}

export class Executor {
  readonly #input: ExecutorInput;
  #mutations: MutationJob[] = [];
  #queries: QueryJob[] = [];
  readonly #live = new Map<number, LiveQuery>();
  readonly #stale = new Set<number>();
  #outcomes: Array<{ id: number; outcome: CallOutcome }> = [];
  #logs: LogEntry[] = [];
  /** Every commit is announced, also when it made nothing stale: clients wait for its timestamp. */
  #announcedTs: bigint;
  #announce = false;
  #isRunning = false;
  #whenIdle: Array<() => void> = [];

  constructor(input: ExecutorInput) {
    this.#input = input;
    this.#announcedTs = input.engine.latestTs();
  }

  mutate(job: MutationJob): void {
    this.#mutations.push(job);
    this.#wake();
  }

  /** A transaction of our own, in turn with the functions'. Rejects, and has changed nothing, when `run` does. */
  write<T>(run: (tx: Transaction) => T | Promise<T>, committed: () => void = () => {}): Promise<T> {
    return new Promise((resolve, reject) => {
      let value: T;
      this.mutate({
        culprit: null,
        run: async (tx) => {
          value = await run(tx);
        },
        done: (result) => {
          if (!result.ok) return reject(result.error);
          committed();
          resolve(value);
        },
      });
    });
  }

  query(job: QueryJob): void {
    this.#queries.push(job);
    this.#wake();
  }

  subscribe(subscription: Subscription): void {
    this.#live.set(subscription.id, { subscription, journal: subscription.journal });
    this.#stale.add(subscription.id);
    this.#wake();
  }

  unsubscribe(id: number): void {
    this.#live.delete(id);
    this.#stale.delete(id);
    this.#input.engine.unwatch(id);
  }

  /** The live queries are the next worker's from now on: this one must not run them again. */
  forgetLive(): void {
    for (const id of this.#live.keys()) this.#input.engine.unwatch(id);
    this.#live.clear();
    this.#stale.clear();
  }

  /** Keeps an answer until the round's end, when all go out as one message. */
  answer(id: number, outcome: CallOutcome): void {
    this.#outcomes.push({ id, outcome });
    if (!this.#isRunning) this.flush();
  }

  log(entry: LogEntry): void {
    this.#logs.push(entry);
  }

  flush(): void {
    if (this.#outcomes.length === 0 && this.#logs.length === 0) return;
    const [outcomes, logs] = [this.#outcomes, this.#logs];
    this.#outcomes = [];
    this.#logs = [];
    this.#input.output.outcomes(outcomes, logs);
  }

  get isIdle(): boolean {
    return !this.#isRunning;
  }

  /** Resolves when everything that was handed in has been done. */
  idle(): Promise<void> {
    if (!this.#isRunning) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #wake(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // After the messages that have arrived together with this one, so that they share a commit.
    runAsHost(() => setImmediate(() => this.#loop().catch(this.#input.fatal)));
  }

  async #loop(): Promise<void> {
    while (this.#mutations.length + this.#queries.length + this.#stale.size > 0 || this.#announce) {
      if (this.#mutations.length > 0) await this.#runMutations();
      if (this.#queries.length > 0) await this.#runQueries();
      this.flush();
      if (this.#stale.size > 0 || this.#announce) await this.#refresh();
      // Lets in messages, timers and what actions wait for.
      await new Promise(setImmediate);
    }
    this.#isRunning = false;
    this.flush();
    const waiting = this.#whenIdle;
    this.#whenIdle = [];
    for (const resolve of waiting) resolve();
  }

  async #runMutations(): Promise<void> {
    const { engine, activity } = this.#input;
    const jobs = this.#mutations.splice(0, MAX_BATCH);
    // From here on they wait for the next group, in their order.
    let postponed = jobs.length;
    const { commit, results } = await engine.writeAll(
      jobs.map((job, index) => async (tx) => {
        if (index > postponed) throw new MustRunFirst();
        if (job.culprit === null) activity.enter(activityStates.host, hostNow());
        else activity.begin(job.culprit, hostNow());
        try {
          return await job.run(tx);
        } catch (error) {
          if (error instanceof MustRunFirst) postponed = index;
          throw error;
        } finally {
          const isLast = index === jobs.length - 1;
          activity.enter(isLast ? activityStates.committing : activityStates.host, hostNow());
        }
      }),
    );
    activity.enter(activityStates.idle, hostNow());
    for (const id of commit.stale) if (this.#live.has(id)) this.#stale.add(id);
    if (commit.ts > this.#announcedTs) this.#announce = true;
    this.#mutations.unshift(...jobs.splice(postponed));
    for (const [index, job] of jobs.entries()) {
      const result = results[index];
      if (result) job.done(result.ok ? result : { ...result, ts: commit.ts });
    }
    this.#input.committed();
  }

  async #runQueries(): Promise<void> {
    for (const job of this.#queries.splice(0, MAX_BATCH)) {
      await this.#onSnapshot(
        job.culprit,
        job.ts,
        (snapshot) => job.run(snapshot),
        (error) => job.failed(error),
      );
    }
  }

  async #refresh(): Promise<void> {
    const { engine, output, runLive, liveFailed } = this.#input;
    const ts = engine.latestTs();
    this.#announce = false;
    this.#announcedTs = ts;
    const results: Refresh["results"] = [];
    const logs: LogEntry[] = [];
    for (const id of [...this.#stale]) {
      const live = this.#live.get(id);
      this.#stale.delete(id);
      if (!live) continue;
      await this.#onSnapshot(
        { kind: "subscription", id },
        undefined,
        async (snapshot) => {
          const run = await runLive(live.subscription, live.journal, snapshot);
          // It may have been given up while it ran.
          if (this.#live.get(id) !== live) return;
          live.journal = run.outcome.journal;
          if (run.hasExpired) this.unsubscribe(id);
          else this.#watch(id, snapshot.reads);
          results.push({ id, outcome: run.outcome });
          logs.push(...run.logs);
        },
        (error) => results.push({ id, outcome: liveFailed(live.subscription, error) }),
      );
    }
    output.refresh({ ts, results }, logs);
  }

  #watch(id: number, reads: ReadSet): void {
    if (!this.#input.engine.watch(id, reads)) this.#stale.add(id);
  }

  async #onSnapshot(
    culprit: Culprit,
    ts: bigint | undefined,
    run: (snapshot: ReadSnapshot) => Promise<void>,
    failed: (error: unknown) => void,
  ): Promise<void> {
    const { engine, activity } = this.#input;
    let snapshot: ReadSnapshot;
    try {
      snapshot = ts === undefined ? engine.read() : (engine.readAt(ts) ?? snapshotGone(ts));
    } catch (error) {
      failed(error);
      return;
    }
    activity.begin(culprit, hostNow());
    try {
      await run(snapshot);
    } finally {
      activity.enter(activityStates.idle, hostNow());
      snapshot.close();
    }
  }
}

function snapshotGone(ts: bigint): never {
  throw new EngineError(
    "SnapshotGone",
    `The snapshot at timestamp ${ts} is not kept any more: it is for 30 seconds, and ends with a push or a restart. ` +
      "Ask for a new timestamp, as a new client does.",
  );
}
