/**
 * One top-level function call with everything it calls inside of the same transaction: they share its time, its
 * chance, its logs and its origin.
 */
import { randomInt } from "node:crypto";
import type { BlobStore } from "../../disk/blob-store.ts";
import type { Engine } from "../../engine/types.ts";
import type { JwtSigner } from "../../protocol/jwt-signer.ts";
import { MAX_SCHEDULED_ARGUMENT_BYTES, MAX_SCHEDULED_FUNCTIONS } from "../../protocol/limits.ts";
import { failureSentence } from "../../wire/failed-call.ts";
import type { Origin } from "../../wire/internal-call.ts";
import type { App } from "../app/app.ts";
import { formatLogLine } from "../realm/console.ts";
import { hostNow } from "../realm/globals.ts";
import { Interruption } from "../realm/interruption.ts";
import type { LogLine } from "../realm/invocation.ts";
import { seededRandom } from "../realm/random.ts";
import type { Deadline } from "./deadline.ts";
import { FunctionRefused } from "./outcome.ts";

/** Convex keeps no more lines of one call. */
const MAX_LOG_LINES = 256;

/** The parts of the worker that every call uses. */
export interface WorkerParts {
  app: App;
  engine: Engine;
  instanceName: string;
  siteUrl: string;
  cloudUrl: string;
  uploadKey: string;
  signer: JwtSigner;
  blobs: BlobStore;
  deadline: Deadline;
  /** Evaluating modules takes time that must not count as a function's own. */
  whileImporting<T>(load: () => Promise<T>): Promise<T>;
  /** Whether this worker owns the database still: its actions may outlive that. */
  isInCharge(): boolean;
  /** A job was written; it counts once its transaction has been committed. */
  jobScheduled(): void;
  /** Likewise for a file that was deleted. */
  fileDeleted(): void;
}

export class Execution {
  readonly parts: WorkerParts;
  readonly origin: Origin;
  /** ms; what `Date.now()` answers inside. */
  startedAt: number;
  readonly logs: LogLine[] = [];
  /** Functions scheduled by this call so far, undone ones included. */
  scheduled = 0;
  /** Size of their arguments in bytes. */
  scheduledBytes = 0;
  /** Set when the call needs the state of the last commit as its start: it is undone, and runs first in a group. */
  mustRunFirst = false;
  #schedulingLimits = {
    functions: MAX_SCHEDULED_FUNCTIONS,
    bytes: MAX_SCHEDULED_ARGUMENT_BYTES,
  };
  #random: (() => number) | null = null;
  #stream: ((line: LogLine) => void) | null = null;
  /** Its time was up: what it still comes to is dropped. */
  hasExpired = false;
  readonly #expiry = new Interruption();

  constructor(parts: WorkerParts, origin: Origin) {
    this.parts = parts;
    this.origin = origin;
    this.startedAt = hostNow();
  }

  get requestId(): string {
    return this.origin.requestId;
  }

  /** The call's turn has come: time is that of its transaction, not that of its arrival. It may come more than once. */
  begin(): void {
    this.startedAt = hostNow();
    this.logs.length = 0;
    this.scheduled = 0;
    this.scheduledBytes = 0;
    this.mustRunFirst = false;
  }

  /** What `work` comes to, unless the time is up before. */
  orExpire<T>(work: Promise<T>): Promise<T> {
    return this.#expiry.until(work);
  }

  /** Every call of this execution that still runs fails, nested ones included. */
  expire(timeoutMs: number): void {
    this.hasExpired = true;
    this.#expiry.interrupt(new FunctionRefused(failureSentence({ timeoutMs })));
  }

  /** Counts a function that is to be scheduled with arguments of `bytes`. */
  countScheduled(bytes: number): void {
    this.scheduled++;
    this.scheduledBytes += bytes;
    const limits = this.#schedulingLimits;
    if (this.scheduled > limits.functions) {
      throw new FunctionRefused(
        `Too many functions scheduled by this mutation (limit: ${limits.functions})`,
      );
    }
    if (this.scheduledBytes > limits.bytes) {
      throw new FunctionRefused(
        `Too large total size of the arguments of scheduled functions from this mutation (limit: ${limits.bytes} bytes)`,
      );
    }
  }

  /** Allows so much more until the returned function is called. */
  limitScheduling(functions: number | undefined, bytes: number | undefined): () => void {
    const before = this.#schedulingLimits;
    this.#schedulingLimits = {
      functions: Math.min(before.functions, this.scheduled + (functions ?? before.functions)),
      bytes: Math.min(before.bytes, this.scheduledBytes + (bytes ?? before.bytes)),
    };
    return () => {
      this.#schedulingLimits = before;
    };
  }

  /** Seeded on first use: most calls need no chance at all. */
  get random(): () => number {
    this.#random ??= seededRandom(randomInt(2 ** 32));
    return this.#random;
  }

  /** Tells of every line from now on when it is written: an action may run for long. */
  streamTo(stream: (line: LogLine) => void): void {
    this.#stream = stream;
  }

  get isStreamed(): boolean {
    return this.#stream !== null;
  }

  log(line: LogLine): void {
    if (this.logs.length < MAX_LOG_LINES) {
      this.#add(line);
    } else if (this.logs.length === MAX_LOG_LINES) {
      this.#add({
        ...line,
        level: "ERROR",
        messages: [`'Log overflow (maximum ${MAX_LOG_LINES}). Remaining log lines omitted.'`],
      });
    }
  }

  #add(line: LogLine): void {
    this.logs.push(line);
    this.#stream?.(line);
  }

  logLines(): string[] {
    return this.logs.length === 0 ? [] : this.logs.map(formatLogLine);
  }
}
