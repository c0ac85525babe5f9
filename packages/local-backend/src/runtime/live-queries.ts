/** The subscriptions that exist, so that they can be handed to the next worker. Results are the sync layer's. */
import type { Subscription } from "./messages.ts";
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

  all(): Subscription[] {
    return [...this.#subscriptions.values()];
  }

  /** Tells a worker that stays in charge of what came and went while it was not to be spoken to. */
  flushTo(thread: WorkerThread): void {
    thread.post({ type: "subscribe", subscriptions: this.all() });
  }
}
