/** Snapshots that a client will ask for by their timestamp, one request after another (`/api/query_ts`). */
import type { Engine, ReadSnapshot, Timestamp } from "../engine/types.ts";

/** As long as the cloud promises to reach back. */
const KEPT_MS = 30_000;
/** Each holds a connection: with more, the oldest goes. */
const MAX_PINNED = 16;

interface Pin {
  snapshot: ReadSnapshot;
  timer: NodeJS.Timeout;
}

export class PinnedSnapshots {
  readonly #engine: Engine;
  /** In the order in which they end. */
  readonly #pins = new Map<Timestamp, Pin>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Keeps the latest state readable under the timestamp that it returns. */
  pin(): Timestamp {
    const snapshot = this.#engine.read();
    const { ts } = snapshot;
    this.#release(ts);
    const timer = setTimeout(() => this.#release(ts), KEPT_MS);
    timer.unref();
    this.#pins.set(ts, { snapshot, timer });
    const [oldest] = this.#pins.keys();
    if (oldest !== undefined && this.#pins.size > MAX_PINNED) this.#release(oldest);
    return ts;
  }

  #release(ts: Timestamp): void {
    const pin = this.#pins.get(ts);
    if (pin === undefined) return;
    this.#pins.delete(ts);
    clearTimeout(pin.timer);
    pin.snapshot.close();
  }
}
