/**
 * One top-level function call with everything it calls inside of the same transaction: they share its time, its
 * chance, its logs and its request id.
 */
import { randomInt } from "node:crypto";
import type { Engine } from "../engine/types.ts";
import type { App } from "./app.ts";
import { formatLogLine } from "./realm/console.ts";
import { hostNow } from "./realm/globals.ts";
import type { LogLine } from "./realm/invocation.ts";
import { seededRandom } from "./realm/random.ts";

/** Convex keeps no more lines of one call. */
const MAX_LOG_LINES = 256;

/** What every call in this worker has at hand. */
export interface Surroundings {
  app: App;
  engine: Engine;
  instanceName: string;
  siteUrl: string;
  cloudUrl: string;
  /** Evaluating modules takes time that must not count as a function's own. */
  whileImporting<T>(load: () => Promise<T>): Promise<T>;
  /** Whether this worker owns the database still: its actions may outlive that. */
  isInCharge(): boolean;
  /** A job was written; it counts once its transaction has been committed. */
  jobScheduled(): void;
}

export class Execution {
  readonly surroundings: Surroundings;
  readonly requestId: string;
  /** ms; what `Date.now()` answers inside. */
  startedAt: number;
  readonly logs: LogLine[] = [];
  /** Functions scheduled by this call so far, undone ones included. */
  scheduled = 0;
  /** The job that this call is the run of. */
  readonly jobId: string | null;
  #random: (() => number) | null = null;

  constructor(surroundings: Surroundings, requestId: string, jobId: string | null = null) {
    this.surroundings = surroundings;
    this.requestId = requestId;
    this.startedAt = hostNow();
    this.jobId = jobId;
  }

  /** The call's turn has come: time is that of its transaction, not that of its arrival. */
  begin(): void {
    this.startedAt = hostNow();
  }

  /** Seeded on first use: most calls need no chance at all. */
  get random(): () => number {
    this.#random ??= seededRandom(randomInt(2 ** 32));
    return this.#random;
  }

  log(line: LogLine): void {
    if (this.logs.length < MAX_LOG_LINES) {
      this.logs.push(line);
    } else if (this.logs.length === MAX_LOG_LINES) {
      this.logs.push({
        ...line,
        level: "ERROR",
        messages: [`'Log overflow (maximum ${MAX_LOG_LINES}). Remaining log lines omitted.'`],
      });
    }
  }

  logLines(): string[] {
    return this.logs.length === 0 ? [] : this.logs.map(formatLogLine);
  }
}
