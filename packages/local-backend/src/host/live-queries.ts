/**
 * The subscriptions that exist, so that they can be handed to the next worker, with what their last run left for the
 * next one. Results are kept by sync/shared-queries.ts.
 */
import type { Refresh, Subscription } from "../wire/calls.ts";
import type { WorkerThread } from "./worker-thread.ts";

export class LiveQueries {
  readonly #subscriptions = new Map<number, Subscription>();

  add(subscription: Subscription): void {
    this.#subscriptions.set(subscription.id, subscription);
  }

  remove(id: number): Subscription | undefined {
    const subscription = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    return subscription;
  }

  /** A page must end in the next worker where it ended in this one. */
  remember({ results }: Refresh): void {
    for (const { id, outcome } of results) {
      const subscription = this.#subscriptions.get(id);
      if (subscription === undefined || subscription.journal === outcome.journal) continue;
      this.#subscriptions.set(id, { ...subscription, journal: outcome.journal });
    }
  }

  all(): Subscription[] {
    return [...this.#subscriptions.values()];
  }

  /** Tells a worker that stays in charge of the subscriptions that came while a push had stopped it. */
  flushTo(thread: WorkerThread): void {
    thread.post({ type: "subscribe", subscriptions: this.all() });
  }
}
