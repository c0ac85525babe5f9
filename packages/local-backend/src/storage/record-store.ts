/** Text by space and key: what the worker keeps beside the documents. */
import type { Sqlite } from "./sqlite.ts";

export class RecordStore {
  readonly #get;
  readonly #list;
  readonly #put;
  readonly #delete;
  readonly #drop;

  constructor(db: Sqlite) {
    this.#get = db.prepare<[string, string], { value: string }>(
      "SELECT value FROM records WHERE space = ? AND key = ?",
    );
    this.#list = db.prepare<[string], { key: string; value: string }>(
      "SELECT key, value FROM records WHERE space = ? ORDER BY key",
    );
    this.#put = db.prepare<[string, string, string]>(
      "INSERT INTO records (space, key, value) VALUES (?, ?, ?) " +
        "ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    this.#delete = db.prepare<[string, string]>("DELETE FROM records WHERE space = ? AND key = ?");
    this.#drop = db.prepare<[string, string]>("DELETE FROM records WHERE space >= ? AND space < ?");
  }

  get(space: string, key: string): string | null {
    return this.#get.get(space, key)?.value ?? null;
  }

  list(space: string): Array<{ key: string; value: string }> {
    return this.#list.all(space);
  }

  put(space: string, key: string, value: string | null): void {
    if (value === null) this.#delete.run(space, key);
    else this.#put.run(space, key, value);
  }

  drop(from: string, before: string): void {
    this.#drop.run(from, before);
  }
}
