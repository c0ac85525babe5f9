/** One SQLite connection with the statements of every store. */
import type { Statement } from "better-sqlite3";
import { LocalBackendError } from "../errors.ts";
import { CatalogStore } from "./catalog-store.ts";
import { openReader, openWriter } from "./database.ts";
import { DocumentStore } from "./document-store.ts";
import { RecordStore } from "./record-store.ts";
import { SearchStore } from "./search-store.ts";
import type { Sqlite } from "./sqlite.ts";

interface SavepointStatements {
  set: Statement<[]>;
  release: Statement<[]>;
  rollback: Statement<[]>;
}

export class Connection {
  readonly catalog: CatalogStore;
  readonly documents: DocumentStore;
  readonly records: RecordStore;
  readonly searches: SearchStore;
  readonly #db: Sqlite;
  readonly #begin;
  readonly #beginWrite;
  readonly #commit;
  readonly #rollback;
  /** By depth, prepared when first reached. */
  readonly #savepoints: SavepointStatements[] = [];

  static writer(folder: string, maxPages?: number): Connection {
    return new Connection(openWriter(folder, maxPages));
  }

  static reader(folder: string): Connection {
    return new Connection(openReader(folder));
  }

  private constructor(db: Sqlite) {
    this.#db = db;
    this.catalog = new CatalogStore(db);
    this.documents = new DocumentStore(db);
    this.records = new RecordStore(db);
    this.searches = new SearchStore(db);
    this.#begin = db.prepare("BEGIN");
    this.#beginWrite = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
    this.#rollback = db.prepare("ROLLBACK");
  }

  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }

  /**
   * SQLite ends a whole transaction by itself when the disk is full or broken. Code that caught that error and went
   * on would write outside of any transaction.
   */
  requireTransaction(): void {
    if (this.#db.inTransaction) return;
    throw new LocalBackendError(
      "data_disk_full",
      "The transaction was lost to an earlier error of the disk, and nothing of it is kept.",
    );
  }

  begin(): void {
    this.#begin.run();
  }

  beginWrite(): void {
    this.#beginWrite.run();
  }

  commit(): void {
    this.#commit.run();
  }

  rollback(): void {
    if (this.#db.inTransaction) this.#rollback.run();
  }

  savepoint(depth: number): void {
    this.#savepoint(depth).set.run();
  }

  releaseSavepoint(depth: number): void {
    this.#savepoint(depth).release.run();
  }

  rollbackToSavepoint(depth: number): void {
    this.#savepoint(depth).rollback.run();
    this.#savepoint(depth).release.run();
  }

  #savepoint(depth: number): SavepointStatements {
    const known = this.#savepoints[depth];
    if (known !== undefined) return known;
    const prepared = {
      set: this.#db.prepare<[]>(`SAVEPOINT s${depth}`),
      release: this.#db.prepare<[]>(`RELEASE s${depth}`),
      rollback: this.#db.prepare<[]>(`ROLLBACK TO s${depth}`),
    };
    this.#savepoints[depth] = prepared;
    return prepared;
  }

  close(): void {
    if (this.#db.open) this.#db.close();
  }
}
