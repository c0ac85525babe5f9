import { hostNow } from "../realm/globals.ts";
import { runAsHost } from "../realm/invocation.ts";

/** A timer cannot be set further ahead. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** One wake-up at a point in time; setting it again replaces it. */
export class Alarm {
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  /** `time` in ms; null is "never". */
  set(time: number | null): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (time === null) return;
    const delay = Math.min(Math.max(0, time - hostNow()), LONGEST_DELAY_MS);
    runAsHost(() => {
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#ring();
      }, delay);
    });
  }
}
