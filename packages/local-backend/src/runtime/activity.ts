/**
 * Shared memory in which a worker says what it is doing, so that the main thread can end one that hangs: nothing
 * else can stop an endless loop. Written by the worker around every query and mutation, read by the watchdog.
 */

export const activityStates = {
  idle: 0,
  /** Inside a query or mutation. */
  running: 1,
  /** Between the last function of a group and its commit on disk. */
  committing: 2,
  /** Compiling and evaluating modules. */
  importing: 3,
  /** Our own long work: opening, backfilling an index. */
  host: 4,
} as const;

export type ActivityState = (typeof activityStates)[keyof typeof activityStates];

const HEADER_BYTES = 40;
const LABEL_BYTES = 512;

export function newActivityBuffer(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_BYTES + LABEL_BYTES);
}

/** Who is running: a call's id, a subscription's id, or the label of a scheduled job. */
export type Culprit =
  | { kind: "call"; id: number }
  | { kind: "subscription"; id: number }
  | { kind: "job"; label: string };

const kinds = ["call", "subscription", "job"] as const;

export class Activity {
  readonly #state: Int32Array;
  readonly #numbers: Float64Array;
  readonly #label: Uint8Array;

  constructor(buffer: SharedArrayBuffer) {
    // [0] state, [1] kind of culprit, [2] length of the label, [3] whether a function is under way
    this.#state = new Int32Array(buffer, 0, 4);
    // [0] since (ms), [1] id, [2] the event loop's last sign of life (ms)
    this.#numbers = new Float64Array(buffer, 16, 3);
    this.#label = new Uint8Array(buffer, HEADER_BYTES, LABEL_BYTES);
  }

  /** `now` in milliseconds on the clock that the watchdog reads. */
  begin(culprit: Culprit, now: number): void {
    this.#state[1] = kinds.indexOf(culprit.kind);
    if (culprit.kind === "job") {
      const bytes = new TextEncoder().encode(culprit.label).subarray(0, LABEL_BYTES);
      this.#label.set(bytes);
      this.#state[2] = bytes.length;
    } else {
      this.#numbers[1] = culprit.id;
    }
    this.#state[3] = 1;
    this.enter(activityStates.running, now);
  }

  /** Says that the event loop turns: an action that computes without end does not let it. */
  beat(now: number): void {
    this.#numbers[2] = now;
  }

  /** ms; 0 before the first. */
  get lastBeat(): number {
    return this.#numbers[2] ?? 0;
  }

  enter(state: ActivityState, now: number): void {
    this.#numbers[0] = now;
    if (state !== activityStates.running && state !== activityStates.importing) this.#state[3] = 0;
    Atomics.store(this.#state, 0, state);
  }

  /** Marks the time that `run` takes; afterwards what was under way before goes on, with its time starting anew. */
  async during<T>(state: ActivityState, now: () => number, run: () => Promise<T>): Promise<T> {
    const before = this.state as ActivityState;
    this.enter(state, now());
    try {
      return await run();
    } finally {
      this.enter(before, now());
    }
  }

  get state(): number {
    return Atomics.load(this.#state, 0);
  }

  /** ms */
  get since(): number {
    return this.#numbers[0] ?? 0;
  }

  /** The query or mutation that is under way, also while it waits for its module to load. */
  get culprit(): Culprit | null {
    if (this.#state[3] !== 1) return null;
    const kind = kinds[this.#state[1] ?? 0] ?? "call";
    if (kind === "job") {
      const bytes = this.#label.slice(0, this.#state[2]);
      return { kind, label: new TextDecoder().decode(bytes) };
    }
    return { kind, id: this.#numbers[1] ?? 0 };
  }
}
