/** Ends a wait from outside: by a time limit, or by an exception that none of the code that is waited for has caught. */
export class Interruption {
  readonly #waiting = new Set<(error: unknown) => void>();
  #isKept = false;
  #missed: { error: unknown } | null = null;

  /** What `work` comes to, unless it is interrupted before. */
  until<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#missed) reject(this.#missed.error);
      this.#waiting.add(reject);
      const settled = () => this.#waiting.delete(reject);
      work.then(
        (value) => {
          settled();
          resolve(value);
        },
        (error) => {
          settled();
          reject(error);
        },
      );
    });
  }

  /** There will be more waits, and they end by what comes between them, until the returned function is called. */
  keep(): () => void {
    this.#isKept = true;
    return () => {
      this.#isKept = false;
    };
  }

  /** False when nothing waits: what was to be interrupted has ended. */
  interrupt(error: unknown): boolean {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const reject of waiting) reject(error);
    if (waiting.length > 0) return true;
    if (this.#isKept) this.#missed ??= { error };
    return this.#isKept;
  }
}
