/** Opens a data folder. One writer, any number of snapshots, and the index of which live query read what. */

import { explainStorageError } from "../disk/storage-error.ts";
import type { IndexDiff, SchemaJson } from "../protocol/schema-json.ts";
import { Connection } from "../storage/connection.ts";
import type { Catalog } from "./catalog.ts";
import { loadCatalog } from "./catalog-load.ts";
import { Clock } from "./clock.ts";
import { CommitLog } from "./commit-log.ts";
import { checkSchema, diffSchema } from "./schema.ts";
import { Snapshots } from "./snapshots.ts";
import { WriteTransaction, type WrittenKey } from "./transaction.ts";
import type {
  Commit,
  ComponentPath,
  Engine,
  EngineOptions,
  ReadSet,
  ReadSnapshot,
  SubscriptionId,
  Timestamp,
  Transaction,
} from "./types.ts";
import { WatchedReads } from "./watched-reads.ts";

type Result<T> = { ok: true; value: T; ts: Timestamp } | { ok: false; error: unknown };
type Run<T> = (tx: Transaction) => Promise<T>;

interface Batch<T> {
  results: Array<Result<T>>;
  catalog: Catalog;
  ts: Timestamp;
  written: WrittenKey[];
  touched: string[];
}

class SqliteEngine implements Engine {
  readonly #folder: string;
  readonly #writer: Connection;
  readonly #clock: Clock;
  readonly #snapshots: Snapshots;
  readonly #watchedReads = new WatchedReads();
  readonly #log: CommitLog;
  #catalog: Catalog;
  #ts: Timestamp;
  /** Settles when the batch before is done: batches take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor({ folder, now = Date.now, maxPages }: EngineOptions) {
    this.#folder = folder;
    this.#writer = Connection.writer(folder, maxPages);
    const stored = this.#writer.catalog.clock();
    this.#clock = new Clock(now, stored.ts, stored.creationTime);
    this.#catalog = loadCatalog(this.#writer, stored.number);
    this.#ts = this.#clock.nextTimestamp();
    // Written at once: a snapshot reads its timestamp from the database.
    try {
      this.#writer.catalog.setClock({ ...stored, ts: this.#ts });
    } catch (error) {
      this.#writer.close();
      throw explainStorageError(error, folder);
    }
    this.#snapshots = new Snapshots(folder, this.#ts, this.#catalog);
    this.#log = new CommitLog(this.#ts);
  }

  latestTs(): Timestamp {
    return this.#ts;
  }

  diffSchema(component: ComponentPath, schema: SchemaJson | null): IndexDiff {
    return diffSchema(this.#catalog, component, schema);
  }

  checkSchema(
    component: ComponentPath,
    schema: SchemaJson | null,
  ): { tableName: string; error: string } | null {
    return this.#snapshots.use((connection, catalog) =>
      checkSchema(connection, catalog, component, schema),
    );
  }

  read(): ReadSnapshot {
    this.#refuseWhenClosed();
    return this.#snapshots.read();
  }

  reading<T>(read: (snapshot: ReadSnapshot) => T): T {
    const snapshot = this.read();
    let result: T | undefined;
    try {
      result = read(snapshot);
    } finally {
      if (!(result instanceof Promise)) snapshot.close();
    }
    return result instanceof Promise ? (result.finally(() => snapshot.close()) as T) : result;
  }

  readAt(ts: Timestamp): ReadSnapshot | null {
    this.#refuseWhenClosed();
    return this.#snapshots.readAt(ts);
  }

  writeAll<T>(runs: ReadonlyArray<Run<T>>): Promise<{ commit: Commit; results: Array<Result<T>> }> {
    const done = this.#turn.then(() => this.#write(runs));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  watch(id: SubscriptionId, reads: ReadSet): boolean {
    this.#watchedReads.watch(id, reads);
    this.#log.forget(this.#snapshots.oldest());
    return !this.#log.hasOvertaken(reads);
  }

  unwatch(id: SubscriptionId): void {
    this.#watchedReads.unwatch(id);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#snapshots.close();
    this.#writer.rollback();
    this.#writer.close();
  }

  #refuseWhenClosed(): void {
    if (this.#isClosed) throw new Error("the engine is closed");
  }

  async #write<T>(
    runs: ReadonlyArray<Run<T>>,
  ): Promise<{ commit: Commit; results: Array<Result<T>> }> {
    this.#refuseWhenClosed();
    const batch: Batch<T> = {
      results: [],
      catalog: this.#catalog,
      ts: this.#ts,
      written: [],
      touched: [],
    };
    try {
      this.#writer.beginWrite();
      for (const run of runs) batch.results.push(await this.#runOne(run, batch));
      if (batch.ts > this.#ts) this.#commit(batch);
      else this.#writer.rollback();
    } catch (cause) {
      this.#writer.rollback();
      const error = explainStorageError(cause, this.#folder);
      return {
        commit: { ts: this.#ts, stale: [] },
        results: runs.map(() => ({ ok: false, error })),
      };
    }
    return { commit: this.#publish(batch), results: batch.results };
  }

  /** Throws only when the whole batch is lost. */
  async #runOne<T>(run: Run<T>, batch: Batch<T>): Promise<Result<T>> {
    const tx = new WriteTransaction(
      this.#writer,
      batch.catalog,
      this.#clock,
      batch.ts,
      this.#clock.nextTimestamp(),
    );
    const savepoint = tx.savepoint();
    let value: T;
    try {
      value = await run(tx);
    } catch (error) {
      // SQLite ends the whole transaction by itself when the disk is full or broken.
      if (!this.#writer.inTransaction) throw error;
      savepoint.rollback();
      return { ok: false, error: explainStorageError(error, this.#folder) };
    }
    savepoint.release();
    if (tx.hasWrites) {
      batch.ts = tx.commitTs;
      batch.catalog = tx.catalog;
      batch.written = batch.written.concat(tx.written);
      batch.touched = batch.touched.concat(tx.touched);
    }
    return { ok: true, value, ts: batch.ts };
  }

  #commit<T>(batch: Batch<T>): void {
    this.#writer.catalog.setClock({
      ts: batch.ts,
      creationTime: this.#clock.creationTime,
      number: batch.catalog.lastTable,
    });
    this.#writer.commit();
  }

  #publish<T>({ ts, catalog, written, touched }: Batch<T>): Commit {
    if (ts === this.#ts) return { ts, stale: [] };
    this.#ts = ts;
    this.#catalog = catalog;
    this.#snapshots.advance(ts, catalog);
    this.#log.add({ ts, written, touched });
    this.#log.forget(this.#snapshots.oldest());
    return { ts, stale: this.#watchedReads.stale(written, touched) };
  }
}

/** Opens or creates the folder's database. Throws a `LocalBackendError` that says what is wrong with it. */
export function openEngine(options: EngineOptions): Engine {
  return new SqliteEngine(options);
}
