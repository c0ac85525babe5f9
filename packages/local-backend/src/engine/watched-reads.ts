/**
 * What live queries have read, to find those that a commit makes stale. Holds read sets, never results. A read set is
 * sorted in only when a commit asks: many a live query is gone before that.
 */
import { IntervalSet } from "./interval-set.ts";
import type { WrittenKey } from "./transaction.ts";
import type { ReadRange, ReadSet, SubscriptionId } from "./types.ts";

/** Touching this makes all of them stale. */
export const EVERYTHING = "everything";

interface Watched {
  ranges: readonly ReadRange[];
  virtual: readonly string[];
}

export class WatchedReads {
  readonly #watched = new Map<SubscriptionId, Watched>();
  /** Not in `#watched` yet, and not in what follows. */
  readonly #unsorted = new Map<SubscriptionId, ReadSet>();
  readonly #ranges = new Map<number, IntervalSet<SubscriptionId>>();
  readonly #virtual = new Map<string, Set<SubscriptionId>>();

  watch(id: SubscriptionId, reads: ReadSet): void {
    this.unwatch(id);
    this.#unsorted.set(id, reads);
  }

  unwatch(id: SubscriptionId): void {
    if (this.#unsorted.delete(id)) return;
    const watched = this.#watched.get(id);
    if (watched === undefined) return;
    this.#watched.delete(id);
    for (const range of watched.ranges) {
      const set = this.#ranges.get(range.index);
      set?.delete(range.lower, range.upper, id);
      if (set?.isEmpty) this.#ranges.delete(range.index);
    }
    for (const name of watched.virtual) {
      const ids = this.#virtual.get(name);
      ids?.delete(id);
      if (ids?.size === 0) this.#virtual.delete(name);
    }
  }

  stale(written: readonly WrittenKey[], touched: readonly string[]): SubscriptionId[] {
    for (const [id, reads] of this.#unsorted) this.#sort(id, reads);
    this.#unsorted.clear();
    if (touched.includes(EVERYTHING)) return [...this.#watched.keys()];
    const ids = new Set<SubscriptionId>();
    for (const { index, key } of written) this.#ranges.get(index)?.collect(key, ids);
    for (const name of touched) for (const id of this.#virtual.get(name) ?? []) ids.add(id);
    return [...ids];
  }

  #sort(id: SubscriptionId, reads: ReadSet): void {
    const watched = { ranges: reads.ranges, virtual: [...reads.virtual] };
    this.#watched.set(id, watched);
    for (const range of watched.ranges) {
      let set = this.#ranges.get(range.index);
      if (set === undefined) {
        set = new IntervalSet();
        this.#ranges.set(range.index, set);
      }
      set.add(range.lower, range.upper, id);
    }
    for (const name of watched.virtual) {
      const ids = this.#virtual.get(name);
      if (ids === undefined) this.#virtual.set(name, new Set([id]));
      else ids.add(id);
    }
  }
}
