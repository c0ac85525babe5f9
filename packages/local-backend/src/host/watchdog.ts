/** Looks at what each worker says it is doing and reports one that has been doing it for too long. */
import { Activity, activityStates, type Culprit } from "../wire/activity.ts";
import type { WorkerThread } from "./worker-thread.ts";

const LOOK_EVERY_MS = 100;
/**
 * A worker that has been silent for so long computes, and cannot end its function by itself (deadline.ts). Long enough
 * for one that only gets little of a busy machine.
 */
const SILENT_MS = 1_500;
/** Large bundles take a second to evaluate on a slow machine, endless top-level loops take forever. */
const IMPORT_TIMEOUTS = 12;
/** Actions may compute for a while, but all other functions wait for them. */
const BLOCKED_TIMEOUTS = 12;

export interface LastActivity {
  /** Null when no query or mutation was running. */
  culprit: Culprit | null;
  wasCommitting: boolean;
}

export class Watchdog {
  readonly #limitMs: number;
  readonly #report: (thread: WorkerThread, last: LastActivity | null) => void;
  readonly #watched = new Map<WorkerThread, Activity>();
  readonly #timer: NodeJS.Timeout;

  /** `report` is called once for a worker, which is not watched from then on. */
  constructor(limitMs: number, report: (thread: WorkerThread, last: LastActivity | null) => void) {
    this.#limitMs = limitMs;
    this.#report = report;
    this.#timer = setInterval(() => this.#look(), Math.min(LOOK_EVERY_MS, limitMs));
    this.#timer.unref();
  }

  watch(thread: WorkerThread, buffer: SharedArrayBuffer): void {
    this.#watched.set(thread, new Activity(buffer));
  }

  unwatch(thread: WorkerThread): LastActivity | null {
    const activity = this.#watched.get(thread);
    this.#watched.delete(thread);
    if (!activity) return null;
    return {
      culprit: activity.culprit,
      wasCommitting: activity.state === activityStates.committing,
    };
  }

  /** Every worker that was still watched, whatever it was doing. */
  close(): WorkerThread[] {
    clearInterval(this.#timer);
    return [...this.#watched.keys()];
  }

  #look(): void {
    const now = Date.now();
    for (const [thread, activity] of this.#watched) {
      if (this.#hangs(activity, now)) this.#report(thread, this.unwatch(thread));
    }
  }

  #hangs({ state, since, lastBeat }: Activity, now: number): boolean {
    switch (state) {
      case activityStates.running:
        return this.#runsTooLong(now - since, now - lastBeat);
      case activityStates.importing:
        return now - since > this.#limitMs * IMPORT_TIMEOUTS;
      case activityStates.idle:
        return lastBeat > 0 && now - Math.max(lastBeat, since) > this.#limitMs * BLOCKED_TIMEOUTS;
      default:
        return false;
    }
  }

  #runsTooLong(runningMs: number, silentMs: number): boolean {
    if (runningMs <= this.#limitMs) return false;
    return silentMs > SILENT_MS || runningMs > this.#limitMs * BLOCKED_TIMEOUTS;
  }
}
