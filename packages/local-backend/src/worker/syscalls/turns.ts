/**
 * The order of one invocation's syscalls. A nested call occupies its place until it has ended, so that what the
 * caller does meanwhile (`Promise.all`) cannot land inside of the nested call's savepoint and vanish with it.
 */
export class Turns {
  #last: Promise<unknown> | null = null;

  /** Nothing is under way: a synchronous operation may simply be done. */
  get isFree(): boolean {
    return this.#last === null;
  }

  take<T>(run: () => T | Promise<T>): Promise<T> {
    const before = this.#last ?? Promise.resolve();
    const turn = before.then(run);
    const settled = turn.then(
      () => {},
      () => {},
    );
    const last: Promise<void> = settled.then(() => {
      if (this.#last === last) this.#last = null;
    });
    this.#last = last;
    return turn;
  }

  /** Resolves when everything that was asked for has been done. */
  async drained(): Promise<void> {
    while (this.#last !== null) await this.#last;
  }
}
