/**
 * Ends a query or mutation that waits for a promise which never settles, as soon as its time is up: the event loop
 * turns, so no other function need suffer for it. One that computes without end is stopped by the watchdog, which can
 * only end the whole worker.
 */
import { type Activity, activityStates } from "../../wire/activity.ts";
import { hostNow } from "../realm/globals.ts";
import type { Execution } from "./execution.ts";

const LOOK_EVERY_MS = 50;

export class Deadline {
  readonly #activity: Activity;
  readonly #limitMs: number;
  /** Transactions run one after another: at most one is under way. */
  #running: Execution | null = null;

  constructor(activity: Activity, limitMs: number) {
    this.#activity = activity;
    this.#limitMs = limitMs;
    setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  /** The returned function tells that the outermost call of the execution has ended. */
  begin(execution: Execution): () => void {
    if (this.#running !== null) return () => {};
    this.#running = execution;
    return () => {
      this.#running = null;
    };
  }

  #look(): void {
    const { state, since } = this.#activity;
    if (state !== activityStates.running || hostNow() - since <= this.#limitMs) return;
    this.#running?.expire(this.#limitMs);
  }
}
