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

/** What is running: a call's id, a subscription's id, or the label of a scheduled job. */
export type Culprit =
  | { kind: "call"; id: number }
  | { kind: "subscription"; id: number }
  | { kind: "job"; label: string };

const kinds = ["call", "subscription", "job"] as const;

export class Activity {
  readonly #state: Int32Array;
  readonly #numbers: Float64Array;
  readonly #label: Uint8Array;
  /** What goes on beside imports, and how many of those there are; the writer's alone. */
  #underlying: ActivityState = activityStates.idle;
  #imports = 0;

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

  enter(state: Exclude<ActivityState, typeof activityStates.importing>, now: number): void {
    if (state !== activityStates.running) this.#state[3] = 0;
    this.#underlying = state;
    this.#publish(now);
  }

  /**
   * Marks the time that modules take to load, which is not the function's own: afterwards its time starts anew.
   * Loads of several functions may overlap.
   */
  async whileImporting<T>(now: () => number, load: () => Promise<T>): Promise<T> {
    this.#imports++;
    this.#publish(now());
    try {
      return await load();
    } finally {
      this.#imports--;
      this.#publish(now());
    }
  }

  #publish(now: number): void {
    this.#numbers[0] = now;
    const state = this.#imports > 0 ? activityStates.importing : this.#underlying;
    Atomics.store(this.#state, 0, state);
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
