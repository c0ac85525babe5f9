/**
 * SIGKILL at random moments, under load and while starting, again and again on one data folder: what was acknowledged
 * is there, nothing is there by half, what was scheduled ran once, and clients go on by themselves.
 * CRASH_SEED=<the number in the test's title> repeats a run's moments; CRASH_KILLS sets how many there are.
 */
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type JobPage, pairs } from "./api.ts";
import { cliEntry, type Deployed, deferred, deploy, type Program, spawnNode } from "./harness.ts";
import { type LiveQuery, watch } from "./live-query.ts";
import { ResumingSession } from "./resuming-session.ts";

const KILLS = Number(process.env.CRASH_KILLS ?? 100);
const SEED = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31));
const SESSIONS = 4;
const TABS = 3;
/** Before these kills every official client has been heard again; it waits up to seconds before it reconnects. */
const ROUNDS_BETWEEN_TABS = 20;
/**
 * What may be written between two kills beyond the answers that the kill waits for: the load is counted, so that a
 * quick machine writes no more than a slow one. More than any machine answers in the moment before the kill.
 */
const SPARE_WRITES = 150;
/** What an official client may write from one time that it is heard to the next. */
const WRITES_OF_TAB = 200;
/** Every third key has a scheduled function. */
const JOB_EVERY = 3;
/** A query may read 32,000 documents and run for seconds: this many keys are looked at in one. */
const KEYS_AT_ONCE = 1_000;
/** So long may one round take on a machine that is slow and busy: it ends a test that hangs. */
const ROUND_LIMIT_MS = 15_000;

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deploy();
  await deployed.backend.close();
});

afterAll(() => {
  for (const server of running) server.kill("SIGKILL");
  return deployed.close();
});

interface Server extends Program {
  url: string;
}

/** For a test that fails halfway. */
const running = new Set<Program>();

function spawnServer(port: number): Program {
  const sitePort = port === 0 ? [] : ["--site-port", "0"];
  const folder = deployed.dataFolder;
  const options = ["--folder", folder, "--port", `${port}`, ...sitePort];
  const server = spawnNode([cliEntry, "start", ...options]);
  running.add(server);
  void server.ended.then(() => running.delete(server));
  return server;
}

async function startServer(port: number): Promise<Server> {
  const server = spawnServer(port);
  await server.prints("HTTP actions:");
  const url = /CONVEX_SELF_HOSTED_URL=(\S+)/.exec(server.printed.stdout)?.[1] ?? "";
  return { ...server, url };
}

async function kill(server: Program): Promise<void> {
  server.kill("SIGKILL");
  const { stderr } = await server.ended;
  expect(stderr).toBe("");
}

const milliseconds = (duration: number) => new Promise((resolve) => setTimeout(resolve, duration));

/** When a server is killed: at a part of the time that a start takes, or after so many answers and a moment more. */
const moment = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ partOfStart: fc.double({ min: 0, max: 1, noNaN: true }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      afterAnswers: fc.nat({ max: 300 }),
      thenMs: fc.double({ min: 0, max: 8, noNaN: true }),
    }),
  },
);

/** What clients know of their writes, and whether the server agrees. */
class Ledger {
  readonly acknowledged = new Set<number>();
  #lastKey = 0;
  #checkedBelow = 1;
  #answers = 0;
  #wanted: { count: number; resolve: () => void } | null = null;

  nextKey(): number {
    return ++this.#lastKey;
  }

  acknowledge(key: number): void {
    this.acknowledged.add(key);
    this.#answers++;
    if (this.#wanted !== null && this.#answers >= this.#wanted.count) this.#wanted.resolve();
  }

  /** Resolves when so many more writes have been acknowledged. */
  async answers(count: number): Promise<void> {
    const { promise, resolve } = deferred<void>();
    this.#wanted = { count: this.#answers + count, resolve };
    if (count > 0) await promise;
  }

  /** Looks at all keys that had no answer, or no key, the last time. */
  async check(url: string, unanswered: readonly number[]): Promise<void> {
    const before = this.#lastKey + 1;
    await this.#compare(url, this.#checkedBelow, before, (runs) => runs <= 1);
    this.#checkedBelow = Math.min(before, ...unanswered);
  }

  /** Everything that was ever written, now that nothing is under way any more. */
  async checkAll(url: string): Promise<void> {
    await this.#compare(url, 1, this.#lastKey + 1, (runs) => runs === 1);
    expect(this.acknowledged.size).toBe(this.#lastKey);
  }

  async #compare(
    url: string,
    from: number,
    before: number,
    isRightCount: (runs: number) => boolean,
  ): Promise<void> {
    const client = new ConvexHttpClient(url, { logger: false });
    const { halves, runs } = await writtenBetween(client, from, before);
    const found = new Map<number, string[]>();
    for (const { key, half } of halves) found.set(key, [...(found.get(key) ?? []), half]);
    const counts = new Map<number, number>();
    for (const key of runs) counts.set(key, (counts.get(key) ?? 0) + 1);
    const keys = Array.from({ length: before - from }, (_, index) => from + index);
    const missing = keys.filter((key) => this.acknowledged.has(key) && !found.has(key));
    const broken = [...found].filter(([, parts]) => parts.join() !== "left,right");
    const wrongRuns = [...found.keys()].filter(
      (key) => hasJob(key) && !isRightCount(counts.get(key) ?? 0),
    );
    const runsForNothing = [...counts.keys()].filter((key) => !found.has(key));
    expect({ missing, broken, wrongRuns, runsForNothing }).toEqual({
      missing: [],
      broken: [],
      wrongRuns: [],
      runsForNothing: [],
    });
  }
}

const hasJob = (key: number) => key % JOB_EVERY === 0;

/** What was written under the keys from one on, below another, in as many queries as that takes. */
async function writtenBetween(
  client: ConvexHttpClient | ConvexClient,
  first: number,
  before: number,
): Promise<{ halves: Array<{ key: number; half: string }>; runs: number[] }> {
  const halves: Array<{ key: number; half: string }> = [];
  const runs: number[] = [];
  for (let from = first; from < before; from += KEYS_AT_ONCE) {
    const range = { from, before: Math.min(before, from + KEYS_AT_ONCE) };
    const found = await client.query(pairs.between, range);
    halves.push(...found.halves);
    runs.push(...found.runs);
  }
  return { halves, runs };
}

/** An official client that writes one key after another, so many in each turn, and watches the last of them. */
class Tab {
  readonly client: ConvexClient;
  readonly #firstKey: number;
  readonly #live: LiveQuery<number>;
  #writing: Promise<void> = Promise.resolve();
  #count = 0;
  #mayWrite = 0;
  #answered = deferred<void>();

  constructor(url: string, firstKey: number) {
    this.client = new ConvexClient(url, { logger: false });
    this.#firstKey = firstKey;
    this.#live = watch(this.client, pairs.ofKey, { key: firstKey });
  }

  /** Starts another turn of writing; resolves when one of its mutations, new or sent again, has its answer. */
  async heard(): Promise<void> {
    this.#answered = deferred<void>();
    const isWriting = this.#mayWrite > 0;
    this.#mayWrite = WRITES_OF_TAB;
    if (!isWriting) this.#writing = this.#write();
    await this.#answered.promise;
  }

  async #write(): Promise<void> {
    while (this.#mayWrite > 0) {
      await this.client.mutation(pairs.add, { key: this.#firstKey - ++this.#count });
      this.#mayWrite--;
      this.#answered.resolve();
    }
  }

  async end(): Promise<void> {
    this.#mayWrite = Math.min(this.#mayWrite, 1);
    await this.#writing;
    await this.client.mutation(pairs.add, { key: this.#firstKey });
    expect(await this.#live.until((count) => count > 0)).toBe(2);
    const from = this.#firstKey - this.#count;
    const before = this.#firstKey + 1;
    const { halves } = await writtenBetween(this.client, from, before);
    const expected = Array.from({ length: this.#count + 1 }, (_, index) => [
      { key: from + index, half: "left" },
      { key: from + index, half: "right" },
    ]);
    expect(halves).toEqual(expected.flat());
    await this.client.close();
  }
}

/** Looks at the scheduled functions page by page: nothing schedules another one any more. */
async function allJobsHaveRun(url: string): Promise<void> {
  const client = new ConvexClient(url, { logger: false });
  let cursor: string | null = null;
  for (let isDone = false; !isDone; ) {
    const page: JobPage = await watch(client, pairs.jobs, { cursor }).until(
      ({ hasPending }) => !hasPending,
    );
    cursor = page.continueCursor;
    isDone = page.isDone;
  }
  await client.close();
}

test(
  `a server killed ${KILLS} times keeps what it acknowledged, whole and once (seed ${SEED})`,
  async () => {
    const ledger = new Ledger();
    const next = () => {
      const key = ledger.nextKey();
      return hasJob(key)
        ? { udfPath: "pairs:addWithJob", args: { key, delayMs: key % 50 } }
        : { udfPath: "pairs:add", args: { key } };
    };
    const acknowledged = (key: number) => ledger.acknowledge(key);
    let mayStart = 0;
    const nextIfAllowed = () => (mayStart-- > 0 ? next() : null);
    const sessions = Array.from(
      { length: SESSIONS },
      () => new ResumingSession(nextIfAllowed, acknowledged),
    );
    const unanswered = () => sessions.flatMap((session) => session.unanswered());

    let server = await startServer(0);
    let startMs = 0;
    const port = Number(new URL(server.url).port);
    const tabs = Array.from(
      { length: TABS },
      (_, tab) => new Tab(server.url, -1 - tab * 1_000_000),
    );
    for (const [round, when] of fc.sample(moment, { seed: SEED, numRuns: KILLS }).entries()) {
      if ("partOfStart" in when) {
        await kill(server);
        const starting = spawnServer(port);
        await milliseconds(when.partOfStart * startMs);
        await kill(starting);
      } else {
        await ledger.check(server.url, unanswered());
        if (round % ROUNDS_BETWEEN_TABS === 0) await Promise.all(tabs.map((tab) => tab.heard()));
        mayStart = when.afterAnswers + SPARE_WRITES;
        const answers = ledger.answers(when.afterAnswers);
        await Promise.all(sessions.map((session) => session.connect(server.url)));
        await answers;
        await milliseconds(when.thenMs);
        await kill(server);
      }
      const spawnedAt = performance.now();
      server = await startServer(port);
      startMs = performance.now() - spawnedAt;
    }

    const url = server.url;
    await Promise.all(sessions.map((session) => session.connect(url)));
    await Promise.all(sessions.map((session) => session.finish()));
    await Promise.all(tabs.map((tab) => tab.end()));
    await allJobsHaveRun(url);
    await ledger.checkAll(url);
    server.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
  },
  (KILLS + 10) * ROUND_LIMIT_MS,
);
