/** The last function executions, for `convex logs` and `convex dev`, which ask for what came after a cursor. */
import type { LogEntry } from "../wire/calls.ts";

const CAPACITY = 1000;

interface Kept {
  cursor: number;
  entry: LogEntry;
}

export class FunctionLog {
  #kept: Kept[] = [];
  #lastCursor: number;
  readonly #waiting = new Set<() => void>();

  /** @param now ms, so that cursors of an earlier run of the server stay behind ours */
  constructor(now: number) {
    this.#lastCursor = now;
  }

  /** Two entries of one millisecond get two cursors. */
  add(entry: LogEntry, now: number): void {
    this.#lastCursor = Math.max(this.#lastCursor + 1, now);
    this.#kept.push({ cursor: this.#lastCursor, entry });
    if (this.#kept.length > 2 * CAPACITY) this.#kept = this.#kept.slice(-CAPACITY);
    for (const wake of [...this.#waiting]) wake();
  }

  /** Everything after the cursor, and the cursor to ask with next. Waits for something to come until `signal`. */
  async after(
    cursor: number,
    signal: AbortSignal,
  ): Promise<{ entries: LogEntry[]; newCursor: number }> {
    if (this.#lastCursor <= cursor) await this.#somethingNew(signal);
    const kept = this.#kept.slice(-CAPACITY).filter((each) => each.cursor > cursor);
    return {
      entries: kept.map((each) => each.entry),
      newCursor: Math.max(cursor, this.#lastCursor),
    };
  }

  #somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }
}

/** As the CLI reads it. */
export function executionOf(entry: LogEntry) {
  const shared = {
    kind: entry.kind,
    identifier: entry.identifier,
    udfType: entry.udfType,
    componentPath: entry.componentPath,
    timestamp: entry.startedAt / 1000,
    logLines: entry.logLines,
    requestId: entry.requestId,
    executionId: entry.requestId,
  };
  if (entry.kind === "Progress") return shared;
  return {
    ...shared,
    executionTime: entry.durationMs / 1000,
    error: entry.error,
    success: null,
    caller: entry.caller,
    environment: "isolate",
    cachedResult: false,
    identityType: entry.identityType,
    usageStats: {},
  };
}
